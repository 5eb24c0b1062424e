import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CqlRow } from '../../../src/tiers/cassandra/cql-row.js'
import { hasThousandths, LATENCY_COLUMNS, latencyOperation } from '../../../src/tiers/cassandra/latency-table.js'
import { poolSignals } from '../../../src/tiers/cassandra/pools-table.js'
import { queryFor, virtualColumns } from '../../../src/tiers/cassandra/virtual-columns.js'
import { expectSoundPart } from '../jolokia/sound-part.js'

const row = (values: Readonly<Record<string, unknown>>): CqlRow => new Map(Object.entries(values))

const table = (keyspace: string, count: unknown, p50: unknown, p99: unknown, max: unknown): CqlRow =>
  row({ keyspace_name: keyspace, count, p50th_ms: p50, p99th_ms: p99, max_ms: max })

test('adds up the tables of users and takes their largest times', () => {
  const rows = [
    table('tatami', 1_000n, 0.4, 9.5, 61.2),
    table('tatami', 234n, 0.7, 4.1, 12),
    table('tatami', 0n, 0, 0, 0),
    table('system', 77n, 90, 900, 9_000),
    table('system_auth', 5n, 90, 900, 9_000),
    table('systematics', 1n, 0.5, 0.5, 0.5),
  ]
  expect(latencyOperation('read', rows, true)).toEqual({
    name: 'read',
    count: 1_235,
    decayed: { p50Us: 700, p99Us: 9_500, maxUs: 61_200 },
  })
  expect(latencyOperation('read', rows, false)).toEqual({ name: 'read', count: 1_235 })
})

test("reads the percentiles of 4.0's first releases", () => {
  const rows = [row({ keyspace_name: 'tatami', count: 10n, '50th_ms': 0.5, '99th_ms': 2, max_ms: 3 })]
  expect(latencyOperation('write', rows, true).decayed).toEqual({ p50Us: 500, p99Us: 2_000, maxUs: 3_000 })
})

test.each<[string, readonly CqlRow[], boolean]>([
  ['a median of a few microseconds', [table('tatami', 10n, 0.001, 0.061, 0.061)], true],
  ['a median of nothing', [table('tatami', 10n, 0, 0.001, 0.002)], true],
  ['medians that can be', [table('tatami', 10n, 0.4, 2, 3)], false],
  ['tables without an operation', [table('tatami', 0n, 0, 0, 0)], false],
  ["the server's own tables", [table('system', 10n, 0.001, 0.001, 0.001)], false],
  ['no median', [row({ keyspace_name: 'tatami', count: 10n })], false],
])('sees thousandths by %s: %s', (_, rows, expected) => {
  expect(hasThousandths(rows)).toBe(expected)
})

test('tells of the pools that a request passes', () => {
  const rows = [
    row({
      name: 'ReadStage',
      active_tasks: 3,
      active_tasks_limit: 32,
      pending_tasks: 7,
      blocked_tasks: 0n,
      blocked_tasks_all_time: 4n,
    }),
    row({ name: 'GossipStage', active_tasks: 1, pending_tasks: 0 }),
    row({ name: 'Native-Transport-Requests', active_tasks: null, pending_tasks: 2 }),
  ]
  expect(poolSignals(rows)).toEqual([
    { name: 'active', of: 'ReadStage', value: 3 },
    { name: 'most-threads', of: 'ReadStage', value: 32 },
    { name: 'queue', of: 'ReadStage', value: 7 },
    { name: 'blocked', of: 'ReadStage', value: 4 },
    { name: 'queue', of: 'Native-Transport-Requests', value: 2 },
  ])
})

test('asks only for columns that a table has', () => {
  const tables = virtualColumns([
    row({ table_name: 'coordinator_read_latency', column_name: 'count' }),
    row({ table_name: 'coordinator_read_latency', column_name: '50th_ms' }),
    row({ table_name: 'coordinator_read_latency', column_name: 'count"; DROP' }),
    row({ table_name: 'clients', column_name: 'address' }),
  ])
  expect(queryFor(tables, 'coordinator_read_latency', LATENCY_COLUMNS)).toBe(
    'SELECT "count", "50th_ms" FROM system_views.coordinator_read_latency',
  )
  expect(queryFor(tables, 'clients', LATENCY_COLUMNS)).toBeUndefined()
  expect(queryFor(tables, 'no_such', LATENCY_COLUMNS)).toBeUndefined()
})

test('makes only counts of any rows', () => {
  const value = fc.oneof(fc.jsonValue(), fc.bigInt(), fc.double(), fc.constantFrom('tatami', 'ReadStage', undefined))
  const columns = fc.constantFrom(...LATENCY_COLUMNS, 'name', 'active_tasks', 'pending_tasks', 'blocked_tasks_all_time')
  const rows = fc.array(fc.array(fc.tuple(columns, value)).map((entries): CqlRow => new Map(entries)))
  fc.assert(
    fc.property(rows, (any) => {
      hasThousandths(any)
      expectSoundPart({ operations: [latencyOperation('read', any, true)], signals: poolSignals(any) })
      virtualColumns(any)
    }),
  )
})
