import { expect, test } from 'vitest'
import { rankInterval, shareInterval } from '../../src/capacity/slo-interval.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'

const upTo = (count: number): SparseHistogram => {
  const histogram = new SparseHistogram()
  for (let value = 1; value <= count; value++) histogram.record(value)
  return histogram
}

// Exact sums of the binomial with 10,000 trials give 9926 as the upper rank.
test('ranks are those of the binomial at 99 %', () => {
  const { lower = 0, upper = 0 } = rankInterval(upTo(10_000), 0.99) ?? {}
  expect(Math.abs(lower - 9_874)).toBeLessThanOrEqual(8)
  expect(Math.abs(upper - 9_926)).toBeLessThanOrEqual(8)
})

// 0.99^528 is the first below 0.005.
test('there is no upper end where even the largest sample may lie below the quantile', () => {
  expect(rankInterval(upTo(527), 0.99)?.upper).toBe(Number.POSITIVE_INFINITY)
  expect(rankInterval(upTo(528), 0.99)?.upper).toBe(528)
})

test('exact and approximate ranks meet where one gives way to the other', () => {
  const [few, many] = [rankInterval(upTo(19_999), 0.99)?.upper ?? 0, rankInterval(upTo(20_001), 0.99)?.upper ?? 0]
  expect(Math.abs(many - few)).toBeLessThanOrEqual(20)
})

test('without a sample there is no interval', () => {
  expect(rankInterval(new SparseHistogram(), 0.99)).toBeUndefined()
})

// Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263 and 0 of 20.
test.each([
  [81, 263, 0.2553, 0.3662],
  [0, 20, 0, 0.1611],
])('%d of %d is a share between %d and %d', (count, of, lower, upper) => {
  const interval = shareInterval(count, of, 1.96)
  expect(interval.lower).toBeCloseTo(lower, 4)
  expect(interval.upper).toBeCloseTo(upper, 4)
})
