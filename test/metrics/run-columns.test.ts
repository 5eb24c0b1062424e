import { expect, test } from 'vitest'
import { GrowingColumns } from '../../src/metrics/growing-columns.js'
import { ColumnFold } from '../../src/metrics/run-columns.js'
import type { SecondRecord, StepSecond } from '../../src/metrics/second-record.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'

const times = (...us: number[]) => {
  const histogram = new SparseHistogram()
  for (const one of us) histogram.record(one)
  return histogram.entries()
}

const folded = (records: readonly SecondRecord[], isCacheable = false) => {
  const fold = new ColumnFold([{ ...(isCacheable && { isCacheable }) }])
  for (const record of records) fold.add(record)
  return fold.columns()
}

const second = (at: number, step: Omit<StepSecond, 'step'>): SecondRecord => ({
  second: at,
  steps: [{ step: 0, ...step }],
})

const sums = { make: () => ({ sum: 0 }), merge: (a: { sum: number }, b: { sum: number }) => ({ sum: a.sum + b.sum }) }

test.each([
  [4, 1, [1, 1, 1, 1]],
  [5, 2, [2, 2, 1]],
  [9, 4, [4, 4, 1]],
])('%i seconds in at most four columns are columns of %i s', (seconds, each, expected) => {
  const growing = new GrowingColumns(sums, 4)
  for (let at = 0; at < seconds; at++) growing.at(at).sum++
  expect(growing.secondsPerColumn).toBe(each)
  expect(growing.columns.map(({ sum }) => sum)).toEqual(expected)
})

test('what comes late is added to its own column', () => {
  const growing = new GrowingColumns(sums, 4)
  growing.at(6).sum++
  growing.at(1).sum++
  expect(growing.columns.map(({ sum }) => sum)).toEqual([1, 0, 0, 1])
})

test('response times are counted by the row that they lie in', () => {
  const { rowsUs, columns } = folded([second(0, { ok: 3, response: times(50, 1_200, 1_400) })])
  expect(columns).toHaveLength(1)
  expect(columns[0]?.responses[0]).toBe(1)
  expect(columns[0]?.responses[rowsUs.indexOf(1_000)]).toBe(2)
  expect(columns[0]?.responses.reduce((sum, count) => sum + count)).toBe(3)
})

test('the longest time that is told apart has a row', () => {
  const { rowsUs, columns } = folded([second(0, { ok: 1, response: times(3_600_000_000) })])
  expect(columns[0]?.responses).toHaveLength(rowsUs.length)
})

test("a store's time is shared over all answers of which the source spoke, nginx's over its own lines", () => {
  const step = { ok: 4, timed: 4, tiers: { cassandra: times(1_000, 1_000), nginx: times(500) } }
  expect(folded([second(0, step)]).columns[0]?.tiers).toEqual({ nginx: 500, cassandra: 500 })
})

test('answers from the cache of nginx, of which nothing is told, cost the tiers behind it nothing', () => {
  const step = { ok: 10, timed: 1, failed: { timeout: 3 }, tiers: { jetty: times(1_000) } }
  expect(folded([second(0, step)], true).columns[0]?.tiers).toEqual({ jetty: 100 })
})

test('a tier of which nobody spoke has no time, and a column without a request has none of any', () => {
  const columns = folded([
    second(0, { ok: 1, timed: 1, tiers: { jetty: times(1_000) } }),
    second(2, { ok: 1, timed: 1 }),
  ])
  expect(columns.columns.map(({ tiers }) => tiers)).toEqual([{ jetty: 1_000 }, {}, { jetty: 0 }])
})

test('two hours fit into 120 columns and lose no request', () => {
  const records = Array.from({ length: 7_200 }, (_, at) => second(at, { ok: 1, response: times(20_000 + at) }))
  const { columns, secondsPerColumn } = folded(records)
  expect(columns.length).toBeLessThanOrEqual(120)
  expect(secondsPerColumn).toBe(64)
  expect(columns.flatMap(({ responses }) => responses).reduce((sum, count) => sum + count)).toBe(7_200)
})
