import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OUTCOMES, type Sample } from '../../src/metrics/sample.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { histogramOf } from '../../src/metrics/sparse-histogram.js'
import { Totals } from '../../src/metrics/totals.js'
import { requestSample } from './request-samples.js'

const book = (...samples: readonly Sample[]): SecondBook => {
  const made = new SecondBook()
  for (const sample of samples) made.record(sample)
  return made
}

const stepOf = (records: readonly SecondRecord[], second = 0) =>
  records.find((record) => record.second === second)?.steps?.[0]

test('a request belongs to the second it was due in, however late it ended', () => {
  const records = book(requestSample({ intendedUs: 2_999_999, sentUs: 3_100_000, endUs: 9_000_000 })).flush()
  expect(records.map(({ second }) => second)).toEqual([2])
})

test('response counts from the intended start, service from the first byte written', () => {
  const step = stepOf(book(requestSample({ intendedUs: 0, sentUs: 500, endUs: 1_500 })).flush())
  expect(histogramOf(step?.response ?? []).percentile(100)).toBe(1_500)
  expect(histogramOf(step?.service ?? []).percentile(100)).toBe(1_000)
})

test('outcomes are counted apart, and failures keep out of the response time', () => {
  const outcomes = ['ok', 'timeout', 'timeout', 'session-lost', 'dropped', 'in-flight'] as const
  const step = stepOf(book(...outcomes.map((outcome) => requestSample({ outcome }))).flush())
  expect(step).toMatchObject({ ok: 1, failed: { timeout: 2, 'session-lost': 1 }, dropped: 1, inFlight: 1 })
  expect(histogramOf(step?.response ?? []).count).toBe(1)
  expect(histogramOf(step?.failedResponse ?? []).count).toBe(3)
})

test("jetty's time is exclusive of its stores, per request", () => {
  const timing = { jettyUs: 10_000, cassandraUs: 6_000, elasticsearchUs: 1_000 }
  const step = stepOf(book(requestSample(timing), requestSample()).flush())
  expect(histogramOf(step?.tiers?.jetty ?? []).percentile(100)).toBe(3_001)
  expect(histogramOf(step?.tiers?.cassandra ?? []).count).toBe(1)
  expect(histogramOf(step?.tiers?.elasticsearch ?? []).count).toBe(1)
  expect(step?.timed).toBe(1)
})

test('operations that answers tell add up, and are nothing where none is told', () => {
  const told = { jettyUs: 9, cassandraUs: 6, cassandraOperations: 7 }
  const step = stepOf(book(requestSample(told), requestSample(told), requestSample({ jettyUs: 9 })).flush())
  expect(step?.cassandraOperations).toBe(14)
  expect(step).not.toHaveProperty('elasticsearchOperations')
})

test('a tier the header did not name gets no time, which is not zero time', () => {
  const step = stepOf(book(requestSample({ jettyUs: 5_000 })).flush())
  expect(Object.keys(step?.tiers ?? {})).toEqual(['jetty'])
})

test('a negative difference is clipped at zero and counted', () => {
  const mine = book(requestSample({ jettyUs: 1_000, cassandraUs: 1_500 }))
  mine.recordTier('network', 0, 0, -2_000)
  const step = stepOf(mine.flush())
  expect(step?.clipped).toEqual({ jetty: 1, network: 1 })
  expect(histogramOf(step?.tiers?.jetty ?? []).percentile(100)).toBe(0)
})

test('a flush hands out only what is new since the last one', () => {
  const mine = book(requestSample())
  expect(stepOf(mine.flush())?.ok).toBe(1)
  expect(mine.flush()).toEqual([])
  mine.record(requestSample({ outcome: 'status' }))
  expect(stepOf(mine.flush())).toMatchObject({ failed: { status: 1 } })
})

const loop = (longestDelayUs: number) => ({ activeUs: 100_000, overUs: 500_000, longestDelayUs })

test('health is the CPU spent in the second and the memory at its end, of all that a process told of it', () => {
  const mine = new SecondBook()
  mine.recordHealth(0, 1, { cpuUs: 200_000, rssBytes: 5, loop: loop(9) })
  mine.recordHealth(1, 1, { cpuUs: 400_000, rssBytes: 6, loop: loop(3), gc: { count: 1, totalUs: 8, longestUs: 8 } })
  mine.recordHealth(1, 1, { cpuUs: 500_000, rssBytes: 7, loop: loop(2) })
  mine.recordUsers(1, 42)
  mine.recordMachine(1, { cpuShare: 0.5 })
  expect(mine.flush()).toEqual([
    { second: 0, shards: [{ shard: 1, cpuUs: 200_000, rssBytes: 5, loop: loop(9) }] },
    {
      second: 1,
      users: 42,
      machine: { cpuShare: 0.5 },
      shards: [
        {
          shard: 1,
          cpuUs: 300_000,
          rssBytes: 7,
          loop: { activeUs: 200_000, overUs: 1_000_000, longestDelayUs: 3 },
          gc: { count: 1, totalUs: 8, longestUs: 8 },
        },
      ],
    },
  ])
})

test('lag is kept by shard, and adds up to that of the run', () => {
  const mine = new SecondBook()
  for (const [shard, lagUs] of [
    [0, 100],
    [1, 900],
    [1, 4e9],
  ] as const) {
    mine.recordLag(shard, { kind: 'lag', intendedUs: 1_500_000, lagUs })
  }
  const [record] = mine.flush()
  expect(record?.shards?.map(({ shard, lag = [] }) => [shard, histogramOf(lag).count])).toEqual([
    [0, 1],
    [1, 2],
  ])
  expect(record?.clamped).toBe(1)
  const totals = new Totals()
  totals.merge(record ?? { second: 1 })
  expect([totals.lag.count, totals.lag.min()]).toEqual([3, 100])
})

test('a duration longer than the range is counted as clamped in its second', () => {
  expect(book(requestSample({ endUs: 4_000_000_000_000 })).flush()[0]?.clamped).toBe(2)
})

const anySample: fc.Arbitrary<Sample> = fc.oneof(
  fc
    .record({
      step: fc.nat({ max: 3 }),
      outcome: fc.constantFrom(...OUTCOMES),
      intendedUs: fc.nat({ max: 3_000_000 }),
      endUs: fc.integer({ min: 3_000_000, max: 9_000_000 }),
      jettyUs: fc.integer({ min: -1, max: 5_000 }),
      cassandraUs: fc.integer({ min: -1, max: 5_000 }),
      traceSeq: fc.nat({ max: 2 }),
    })
    .map(requestSample),
  fc.record({
    kind: fc.constant('felt' as const),
    subject: fc.nat({ max: 3 }),
    ok: fc.boolean(),
    startUs: fc.nat({ max: 3_000_000 }),
    endUs: fc.integer({ min: 3_000_000, max: 9_000_000 }),
  }),
  fc.record({ kind: fc.constant('lag' as const), intendedUs: fc.nat({ max: 3_000_000 }), lagUs: fc.nat() }),
)

test('records of any number of flushes, stored and read, add up to the same as counting at once', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anySample)), (rounds) => {
      const [mine, added, atOnce] = [new SecondBook(), new Totals(), new Totals()]
      for (const samples of rounds) {
        for (const sample of samples) mine.record(sample)
        for (const record of mine.flush()) added.merge(JSON.parse(JSON.stringify(record)))
      }
      for (const sample of rounds.flat()) atOnce.record(sample)
      expect(inOrder(added.toRecord(0))).toEqual(inOrder(atOnce.toRecord(0)))
    }),
  )
})

const inOrder = (record: SecondRecord): SecondRecord => ({
  ...record,
  steps: [...(record.steps ?? [])].sort((a, b) => a.step - b.step),
  felt: [...(record.felt ?? [])].sort((a, b) => a.subject - b.subject),
})
