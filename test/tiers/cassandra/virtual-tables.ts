import type { CqlRow } from '../../../src/tiers/cassandra/cql-row.js'

// Columns as 4.1.10 and 5.0.9 were seen to have them, with values made up around the operations that were counted then.
const LATENCY = ['keyspace_name', 'table_name', 'count', 'max_ms', 'p50th_ms', 'p99th_ms', 'per_second']
const POOLS = [
  'name',
  'active_tasks',
  'active_tasks_limit',
  'blocked_tasks',
  'blocked_tasks_all_time',
  'completed_tasks',
  'pending_tasks',
]

const COLUMNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['coordinator_read_latency', LATENCY],
  ['coordinator_write_latency', LATENCY],
  ['coordinator_scan_latency', LATENCY],
  ['thread_pools', POOLS],
])

const row = (columns: readonly string[], values: readonly unknown[]): CqlRow =>
  new Map(columns.map((column, i) => [column, values[i]]))

/** The tables of a node of this version; times are what such a node shows, multiplied. */
export const tablesWith = (version: string, times = 1): ReadonlyMap<string, readonly CqlRow[]> => {
  const latency = (count: bigint): readonly CqlRow[] => [
    row(LATENCY, ['load', 'posts', count, 0.061 * times, 0.000_412 * times, 0.061 * times, 12.5]),
    row(LATENCY, ['system', 'local', 94n, 0.002, 0.001, 0.002, 1]),
  ]
  return new Map([
    ['system.local', [new Map([['release_version', version]])]],
    [
      'system_virtual_schema.columns',
      [...COLUMNS].flatMap(([table, columns]) =>
        columns.map(
          (column): CqlRow =>
            new Map([
              ['table_name', table],
              ['column_name', column],
            ]),
        ),
      ),
    ],
    ['system_views.coordinator_read_latency', latency(1_234n)],
    ['system_views.coordinator_write_latency', latency(777n)],
    ['system_views.coordinator_scan_latency', latency(0n)],
    [
      'system_views.thread_pools',
      [row(POOLS, ['ReadStage', 1, 8, 0n, 0n, 654n, 0]), row(POOLS, ['GossipStage', 0, 1, 0n, 0n, 99n, 0])],
    ],
  ])
}
