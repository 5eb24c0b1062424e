import { expect, test } from 'vitest'
import { RunFold } from '../../src/metrics/run-fold.js'
import type { Sample } from '../../src/metrics/sample.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import type { Objective } from '../../src/verdict/objective.js'
import { SloMeter } from '../../src/verdict/slo-meter.js'
import { requestSample } from '../metrics/request-samples.js'

const WHOLE = [{ fromUs: 0, toUs: 10_000_000 }]
const P99 = { kind: 'percentile', percentage: 99 } as const

const objective = (change: Partial<Objective> = {}): Objective => ({
  expression: 'timeline/poll.p99 < 500ms',
  source: { kind: 'steps', steps: [0], series: 'response' },
  statistic: P99,
  spans: WHOLE,
  over: 'hold',
  op: '<',
  bound: 500_000,
  ...change,
})

/** `count` requests of a step, spread over a second, each taking `tookUs`. */
const requests = (
  count: number,
  tookUs: number,
  change: Parameters<typeof requestSample>[0] = {},
  second = 0,
): Sample[] =>
  Array.from({ length: count }, (_, i) => {
    const intendedUs = second * 1_000_000 + Math.floor((i * 999_999) / count)
    return requestSample({ intendedUs, sentUs: intendedUs, endUs: intendedUs + tookUs, ...change })
  })

const measure = (change: Partial<Objective>, samples: readonly Sample[], more: readonly SecondRecord[] = []) => {
  const book = new SecondBook()
  for (const sample of samples) book.record(sample)
  const [meter, fold] = [new SloMeter(objective(change), 7), new RunFold()]
  for (const record of [...book.flush(), ...more]) {
    meter.add(record)
    fold.add(record)
  }
  return meter.result(fold)
}

test('enough quick requests pass', () => {
  expect(measure({}, requests(299, 100_000))).toMatchObject({ status: 'pass', weak: false, samples: 299, unit: 'us' })
})

test('one sample fewer than the quantile needs is weak', () => {
  expect(measure({}, requests(298, 100_000))).toMatchObject({ status: 'pass', weak: true, samples: 298 })
})

test('slow requests fail', () => {
  expect(measure({}, requests(300, 600_000)).status).toBe('fail')
})

test.each([
  ['no request at all', []],
  ['requests of another step', requests(300, 100, { step: 1 })],
  ['requests of another second', requests(300, 100, {}, 12)],
  ['only requests that were dropped', requests(300, 100, { outcome: 'dropped' })],
])('%s is inconclusive', (_title, samples) => {
  const result = measure({}, samples)
  expect(result).toMatchObject({ status: 'inconclusive', value: null, weak: false, samples: 0 })
})

test('what failed quickly is no sample of a latency, and is counted apart', () => {
  const failures = requests(12, 10, { outcome: 'status' })
  expect(measure({}, failures)).toMatchObject({ status: 'inconclusive', value: null, samples: 0, failed: 12 })
})

test('time-outs beyond the bound count against a latency SLO', () => {
  const timeouts = requests(20, 30_000_000, { outcome: 'timeout' })
  expect(measure({}, [...requests(980, 1_000), ...timeouts]).status).toBe('fail')
})

test('quick failures do not flatter a latency SLO', () => {
  const failures = requests(900, 10, { outcome: 'status' })
  expect(measure({}, [...requests(100, 600_000), ...failures])).toMatchObject({ status: 'fail', samples: 100 })
})

test('errors are failed over all that ended', () => {
  const errors = { source: objective().source, statistic: { kind: 'errors' }, op: '<', bound: 0.001 } as const
  const failure = requests(1, 10, { outcome: 'reset' })
  expect(measure(errors, requests(10, 10))).toMatchObject({ status: 'pass', value: 0, unit: 'ratio' })
  expect(measure(errors, [...requests(999, 10), ...failure])).toMatchObject({ status: 'fail', value: 0.001 })
  expect(measure(errors, requests(5, 10, { outcome: 'in-flight' }))).toMatchObject({ status: 'inconclusive' })
})

test('errors = 0 is met by none and missed by one', () => {
  const none = { statistic: { kind: 'errors' }, op: '=', bound: 0 } as const
  expect(measure(none, requests(10, 10)).status).toBe('pass')
  expect(measure(none, [...requests(9, 10), ...requests(1, 10, { outcome: 'content' })])).toMatchObject({
    status: 'fail',
    value: 0.1,
  })
})

test('service is measured apart from response', () => {
  const late = requests(300, 600_000).map((sample) =>
    sample.kind === 'request' ? { ...sample, sentUs: sample.intendedUs + 550_000 } : sample,
  )
  expect(measure({}, late).status).toBe('fail')
  expect(measure({ source: { kind: 'steps', steps: [0], series: 'service' } }, late).status).toBe('pass')
})

test("a tier's time is taken over all steps that touched it", () => {
  const samples = [
    ...requests(200, 50, { step: 0, jettyUs: 30, cassandraUs: 20 }),
    ...requests(200, 50, { step: 1, jettyUs: 9 }),
  ]
  const tier = (name: 'jetty' | 'cassandra') =>
    measure({ source: { kind: 'tier', tier: name }, statistic: { kind: 'max' } }, samples)
  expect(tier('jetty')).toMatchObject({ value: 10, samples: 400 })
  expect(tier('cassandra')).toMatchObject({ value: 20, samples: 200 })
})

test('what a person feels is a series of its own', () => {
  const felt = (ok: boolean, tookUs: number): Sample => ({ kind: 'felt', subject: 2, ok, startUs: 0, endUs: tookUs })
  const post = { source: { kind: 'felt', subject: 2 }, statistic: { kind: 'mean' } } as const
  expect(measure(post, [felt(true, 100), felt(true, 300)])).toMatchObject({ status: 'pass', value: 200, samples: 2 })
  expect(measure(post, [felt(true, 100), felt(false, 2_000_000)])).toMatchObject({ status: 'fail', samples: 2 })
})

test('each span must meet the bound, and the worst is shown', () => {
  const spans = [
    { fromUs: 0, toUs: 1_000_000 },
    { fromUs: 1_000_000, toUs: 2_000_000 },
  ]
  const samples = [...requests(300, 100_000), ...requests(300, 700_000, {}, 1)]
  expect(measure({ spans }, samples)).toMatchObject({ status: 'fail', samples: 300 })
  expect(measure({ spans }, samples).value).toBeGreaterThan(700_000)
  expect(measure({ spans }, requests(300, 100_000))).toMatchObject({ status: 'inconclusive', samples: 0 })
})

test('without a span there is nothing to pass', () => {
  expect(measure({ spans: [] }, requests(300, 1))).toMatchObject({ status: 'inconclusive', value: null, samples: 0 })
})

test.each([
  [[100, 99, 98], 'pass', 0.99],
  [[100, 90, 98], 'fail', 0.96],
  [[], 'inconclusive', null],
])('users over seconds of %j of 100 planned: %s', (counts, status, value) => {
  const records = counts.map((users, second) => ({ second, users }))
  const users = {
    source: { kind: 'users', planned: 100 },
    statistic: { kind: 'users' },
    op: '>=',
    bound: 0.99,
  } as const
  expect(measure(users, [], records)).toMatchObject({ status, value, unit: 'ratio', samples: counts.length })
})

test.each([
  ['<', false],
  ['<=', true],
  ['=', true],
  ['>=', true],
  ['>', false],
] as const)('a value at its bound %s: %s', (op, isMet) => {
  const samples = requests(300, 1_000)
  expect(measure({ op, bound: 1_000, statistic: { kind: 'max' } }, samples).status).toBe(isMet ? 'pass' : 'fail')
})

test('a missed latency comes with the lag by its own statistic, of where it was missed', () => {
  const bounds = [0, 1].map((second) => ({ fromUs: second * 1_000_000, toUs: (second + 1) * 1_000_000 }))
  const lag = new SparseHistogram()
  for (const us of [1_000, 2_000, 700_000]) lag.record(us)
  const late: SecondRecord = { second: 1, shards: [{ shard: 0, lag: lag.entries() }] }
  const early: SecondRecord = { second: 0, lag: [1_000, 1] }
  const samples = [...requests(300, 100_000), ...requests(300, 900_000, {}, 1)]
  const { status, lagUs = 0 } = measure({ spans: bounds }, samples, [early, late])
  expect(status).toBe('fail')
  expect(lagUs).toBeGreaterThanOrEqual(700_000)
  expect(lagUs).toBeLessThan(701_000)
  const median = { kind: 'percentile', percentage: 50 } as const
  expect(measure({ spans: bounds, statistic: median }, samples, [early, late]).lagUs).toBe(2_000)
})

test('what was met, and what is no latency, comes without a lag', () => {
  const late: SecondRecord = { second: 0, lag: [1_500, 9] }
  expect(measure({}, requests(300, 100_000), [late])).not.toHaveProperty('lagUs')
  const errors = { statistic: { kind: 'errors' }, bound: 0.01 } as const
  const tier = { source: { kind: 'tier', tier: 'jetty' }, bound: 1 } as const
  expect(measure(tier, requests(10, 9_000, { jettyUs: 5_000 }), [late])).toMatchObject({ status: 'fail' })
  expect(measure(tier, requests(10, 9_000, { jettyUs: 5_000 }), [late])).not.toHaveProperty('lagUs')
  const failed = requests(10, 100_000, { outcome: 'status' })
  expect(measure(errors, failed, [late])).toMatchObject({ status: 'fail' })
  expect(measure(errors, failed, [late])).not.toHaveProperty('lagUs')
})

const LONG = [{ fromUs: 0, toUs: 120_000_000 }]
/** Two minutes of ten requests a second, of which every so many a second is slow. */
const twoMinutes = (slowIn: (second: number) => number): Sample[] =>
  Array.from({ length: 120 }, (_, second) => [
    ...requests(10 - slowIn(second), 100_000, {}, second),
    ...requests(slowIn(second), 600_000, {}, second),
  ]).flat()

test('over two minutes what all of the interval meets is met, and what none of it meets is missed', () => {
  const met = measure(
    { spans: LONG },
    twoMinutes(() => 0),
  )
  expect(met).toMatchObject({ status: 'pass', method: 'bootstrap', interval: { lower: 100_031, upper: 100_031 } })
  const missed = measure(
    { spans: LONG },
    twoMinutes(() => 1),
  )
  expect(missed).toMatchObject({ status: 'fail', method: 'bootstrap' })
  expect(missed.interval?.lower).toBeGreaterThan(500_000)
})

test('a bound within the interval is open, with how much longer to run', () => {
  // Twelve of 1,200 and a few more: p99 is just beyond the bound, by slow seconds of which there are few.
  const open = measure(
    { spans: LONG },
    twoMinutes((second) => (second % 9 === 0 ? 1 : 0)),
  )
  expect(open).toMatchObject({ status: 'inconclusive', method: 'bootstrap', weak: false })
  expect(open.interval?.lower).toBeLessThan(500_000)
  expect(open.interval?.upper).toBeGreaterThan(500_000)
  expect((open.moreUs ?? 0) % 60_000_000).toBe(0)
  expect(open.moreUs).toBeGreaterThan(0)
})

test('too few samples for an upper bound are open over two minutes, and told in time', () => {
  const few = Array.from({ length: 120 }, (_, second) => requests(second % 2, 100_000, {}, second)).flat()
  // 60 of 299 that p99 needs: five times as long.
  expect(measure({ spans: LONG }, few)).toMatchObject({
    status: 'inconclusive',
    weak: true,
    samples: 60,
    moreUs: 480_000_000,
  })
})

test('no error among too few requests is no proof of few errors', () => {
  const errors = { statistic: { kind: 'errors' }, op: '<', bound: 0.001, spans: LONG } as const
  expect(
    measure(
      errors,
      twoMinutes(() => 0),
    ),
  ).toMatchObject({ status: 'inconclusive', value: 0, weak: true })
  expect(
    measure(
      { ...errors, bound: 0.01 },
      twoMinutes(() => 0),
    ),
  ).toMatchObject({ status: 'pass', value: 0 })
})

test.each([
  ['a window of less than two minutes', { spans: [{ fromUs: 0, toUs: 119_000_000 }] }, 'order-statistics'],
  ['the largest value', { spans: LONG, statistic: { kind: 'max' } }, 'value'],
  ['none at all', { spans: LONG, statistic: { kind: 'errors' }, op: '=', bound: 0 }, 'value'],
] as const)('%s is judged by its value', (_title, change, method) => {
  const result = measure(
    change,
    twoMinutes(() => 0),
  )
  expect(result).toMatchObject({ status: 'pass', method })
  expect(result.interval).toBeUndefined()
})

test('while a run lasts nothing is drawn: the value decides', () => {
  const [meter, book] = [new SloMeter(objective({ spans: LONG })), new SecondBook()]
  for (const sample of twoMinutes(() => 0)) book.record(sample)
  for (const record of book.flush()) meter.add(record)
  expect(meter.result(new RunFold())).toMatchObject({ status: 'pass', method: 'order-statistics' })
})
