import { expect, test } from 'vitest'
import { NodeFold } from '../../src/metrics/node-fold.js'
import type { NodeSpan } from '../../src/metrics/node-span.js'
import { operationLines, signalLines } from '../../src/report/node-lines.js'
import { nodeRows } from '../../src/report/node-rows.js'
import { result } from './results.js'

const span = (change: Partial<NodeSpan> = {}): NodeSpan => ({
  source: 'cassandra-jmx',
  tier: 'cassandra',
  node: 'c1:8778',
  fromUs: 0,
  toUs: 10_000_000,
  ...change,
})

const told = (...spans: readonly NodeSpan[]) => {
  const fold = new NodeFold()
  fold.add(spans)
  return result({ nodes: nodeRows(fold.nodes) })
}

const read = (totalUs: number): NonNullable<NodeSpan['operations']> => [
  {
    name: 'read',
    count: 50,
    totalUs,
    buckets: [
      [400, 30],
      [600, 19],
      [null, 1],
    ],
  },
]

test('percentiles of a true distribution are bounds, beyond them there is none', () => {
  const [line] = operationLines(told(span({ operations: read(20_000) })))
  expect(line).toMatchObject({
    tier: 'cassandra',
    operation: 'read',
    node: 'c1:8778',
    count: '50',
    perRequest: '0.50',
    mean: '400 µs',
    p50: '≤ 400 µs',
    p95: '≤ 600 µs',
    p99: 'beyond',
    remark: '',
  })
})

test('percentiles of a decaying sample stand in brackets and are called that', () => {
  const decayed = { p50Us: 2_000, p99Us: 90_000 }
  const [line] = operationLines(told(span({ operations: [{ name: 'request', count: 5, decayed }] })))
  expect(line).toMatchObject({
    mean: '–',
    p50: '(2.00 ms)',
    p95: '–',
    p99: '(90.0 ms)',
    remark: 'of a decaying sample',
  })
})

test('nodes of a tier stand below each other by operation, the slow one with a remark', () => {
  const lines = operationLines(
    told(
      span({ operations: [...read(20_000), { name: 'write', count: 1 }] }),
      span({ node: 'c2:8778', operations: [...read(60_000), { name: 'write', count: 1 }] }),
    ),
  )
  expect(lines.map(({ operation, node, remark }) => [operation, node, remark])).toEqual([
    ['read', 'c1:8778', ''],
    ['read', 'c2:8778', '3.0 times as long as on the other nodes'],
    ['write', 'c1:8778', ''],
    ['write', 'c2:8778', ''],
  ])
})

test('gauges are told as mean and most, counters as what they gained, times as shares', () => {
  const second = { fromUs: 10_000_000, toUs: 20_000_000 }
  const third = { fromUs: 20_000_000, toUs: 30_000_000 }
  const lines = signalLines(
    told(
      span({
        signals: [
          { name: 'queue', of: 'READ', value: 2 },
          { name: 'gc-time', of: 'G1', value: 100_000 },
        ],
      }),
      span({
        ...second,
        signals: [
          { name: 'queue', of: 'READ', value: 6 },
          { name: 'dropped', of: 'READ', value: 7 },
        ],
      }),
      span({
        ...third,
        signals: [
          { name: 'cpu-time', value: 30_000_000 },
          { name: 'rejected', value: 0 },
        ],
      }),
    ),
  )
  expect(lines.map(({ signal, figure, isAlarm }) => [signal, figure, isAlarm])).toEqual([
    ['queue of READ', '4, at most 6', false],
    ['gc-time of G1', '0.333 % of the time', false],
    ['dropped of READ', '7', true],
    ['cpu-time', '1.0 cores', false],
  ])
})

test('what was not done, and what was nothing all the time, is left out', () => {
  const idle = told(
    span({ operations: [{ name: 'get', count: 0 }], signals: [{ name: 'queue', of: 'get', value: 0 }] }),
  )
  expect([...operationLines(idle), ...signalLines(idle)]).toEqual([])
})
