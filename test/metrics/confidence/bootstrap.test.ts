import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Random, randomStream } from '../../../src/base/random.js'
import { bootstrap, intervalOf } from '../../../src/metrics/confidence/bootstrap.js'
import { SecondSeries } from '../../../src/metrics/confidence/second-series.js'
import { percentileOf, ratioOf } from '../../../src/metrics/confidence/statistics.js'
import { SparseHistogram } from '../../../src/metrics/sparse-histogram.js'
import { latencySeries } from './simulated-latency.js'

const intervalAt = (series: SecondSeries, percentage: number, random: Random) => {
  const drawn = bootstrap(percentileOf([series], percentage), random)
  return drawn && intervalOf(drawn)
}

const constant = (seconds: number, us: number): SecondSeries => {
  const [series, histogram] = [new SecondSeries(), new SparseHistogram()]
  histogram.record(us)
  for (let second = 0; second < seconds; second++) series.add(second, histogram.entries())
  return series
}

test.each([
  { kept: 0, seconds: 120, percentage: 95 },
  { kept: 0.6, seconds: 240, percentage: 99 },
])(
  'the interval of p$percentage over $seconds s holds the truth nearly as often as it says where $kept is kept from second to second',
  ({ kept, seconds, percentage }) => {
    const truth = latencySeries(randomStream(1, 'truth'), 10_000, kept, 20).pooled.percentile(percentage) ?? 0
    const runs = 50
    let held = 0
    for (let run = 0; run < runs; run++) {
      const random = randomStream(2, kept, run)
      const interval = intervalAt(latencySeries(random, seconds, kept, 20), percentage, random)
      if (interval && interval.lower <= truth && truth <= interval.upper) held++
    }
    // Three standard deviations of 50 tries below what was seen of thousands, 91 %.
    expect(held / runs).toBeGreaterThan(0.78)
    expect(held).toBeLessThan(runs)
  },
)

test('the same seed draws the same interval, another one a similar one', () => {
  const series = latencySeries(randomStream(3), 200, 0.5, 20)
  const first = intervalAt(series, 99, randomStream(7))
  expect(intervalAt(series, 99, randomStream(7))).toEqual(first)
  const other = intervalAt(series, 99, randomStream(8))
  expect(other?.upper).toBeGreaterThan((first?.upper ?? 0) * 0.9)
  expect(other?.upper).toBeLessThan((first?.upper ?? 0) * 1.1)
})

test('a constant series has an interval of no width', () => {
  expect(intervalAt(constant(60, 1_500), 99, randomStream(1))).toEqual({ lower: 1_500, upper: 1_500 })
})

test.each([
  ['too few seconds', constant(29, 1_500)],
  ['no second', new SecondSeries()],
])('%s have no interval', (_title, series) => {
  expect(intervalAt(series, 99, randomStream(1))).toBeUndefined()
})

test('seconds without a single value have no interval', () => {
  const series = new SecondSeries()
  series.add(99, [])
  expect(intervalAt(series, 50, randomStream(1))).toBeUndefined()
})

test('a percentile of every second once is that of one histogram, whatever the values', () => {
  const seconds = fc.array(fc.array(fc.integer({ min: 0, max: 3_600_000_000 }), { maxLength: 6 }), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(seconds, fc.double({ min: 0.1, max: 100, noNaN: true }), (values, percentage) => {
      const series = new SecondSeries()
      values.forEach((those, second) => {
        const histogram = new SparseHistogram()
        for (const us of those) histogram.record(us)
        series.add(second, histogram.entries())
      })
      const statistic = percentileOf([series], percentage)
      expect(statistic.of(Int32Array.of(0, 0, series.seconds))).toBe(series.pooled.percentile(percentage))
    }),
    { seed: 4, numRuns: 200 },
  )
})

test('a ratio is that of the sums, and its interval lies around it', () => {
  const random = randomStream(5)
  const under = Array.from({ length: 300 }, () => 100)
  const above = under.map((count) => Array.from({ length: count }, () => random() < 0.02).filter(Boolean).length)
  const ratio = ratioOf([{ above, under }])
  const measured = ratio.of(Int32Array.of(0, 0, 300)) ?? 0
  expect(measured).toBeCloseTo(0.02, 2)
  const drawn = bootstrap(ratio, randomStream(6))
  const { lower, upper } = drawn ? intervalOf(drawn) : { lower: 0, upper: 0 }
  // 30,000 independent tries: 1.96 sqrt(p (1 - p) / n) either way.
  expect(measured - lower).toBeCloseTo(0.0016, 3)
  expect(upper - measured).toBeCloseTo(0.0016, 3)
})

test('of several runs the whole runs are drawn, so that the interval knows how they differ', () => {
  const runs = [10_000, 20_000, 30_000].map((us) => constant(60, us))
  const drawn = bootstrap(percentileOf(runs, 50), randomStream(9))
  const { lower, upper } = drawn ? intervalOf(drawn) : { lower: 0, upper: 0 }
  expect([lower, upper].map((us) => Math.round(us / 1_000))).toEqual([10, 30])
})
