import type { DecayedTimes } from '../../metrics/node-span.js'
import type { OperationReading } from '../node-reader.js'
import { type CqlRow, countIn, numberIn, textIn } from './cql-row.js'

/** The coordinator's tables, by our name of the operation. */
export const LATENCY_TABLES: readonly (readonly [operation: string, table: string])[] = [
  ['read', 'coordinator_read_latency'],
  ['write', 'coordinator_write_latency'],
  ['range', 'coordinator_scan_latency'],
]

// The first releases of 4.0 had other names for the percentiles.
const P50_MS = ['p50th_ms', '50th_ms']
const P99_MS = ['p99th_ms', '99th_ms']
const MAX_MS = ['max_ms']

export const LATENCY_COLUMNS: readonly string[] = ['keyspace_name', 'count', ...P50_MS, ...P99_MS, ...MAX_MS]

/**
 * An operation over all tables that are not the server's own, since those are read by whoever watches. Percentiles cannot be added up:
 * told are the largest of any table, which those of all tables cannot exceed.
 */
export const latencyOperation = (name: string, rows: readonly CqlRow[], hasTimes: boolean): OperationReading => {
  const ofUsers = usedRows(rows)
  const sum = ofUsers.reduce((total, row) => total + (countIn(row, 'count') ?? 0), 0)
  const count = Math.min(sum, Number.MAX_SAFE_INTEGER)
  return { name, count, ...(hasTimes && count > 0 && { decayed: decayedTimes(ofUsers) }) }
}

const SHORTEST_MEDIAN_MS = 0.02

/**
 * No coordinator has a median of less than twenty microseconds: such a table gives thousandths of its times, as those of 4.1 and
 * 5.0 do, where microseconds are taken for nanoseconds.
 */
export const hasThousandths = (rows: readonly CqlRow[]): boolean =>
  usedRows(rows).some((row) => (largest([row], P50_MS) ?? SHORTEST_MEDIAN_MS) < SHORTEST_MEDIAN_MS)

const usedRows = (rows: readonly CqlRow[]): readonly CqlRow[] =>
  rows.filter((row) => !/^system(_|$)/.test(textIn(row, 'keyspace_name')) && (countIn(row, 'count') ?? 0) > 0)

const decayedTimes = (rows: readonly CqlRow[]): DecayedTimes => {
  const [p50Us, p99Us, maxUs] = [P50_MS, P99_MS, MAX_MS].map((columns) => msAsUs(largest(rows, columns)))
  return {
    ...(p50Us !== undefined && { p50Us }),
    ...(p99Us !== undefined && { p99Us }),
    ...(maxUs !== undefined && { maxUs }),
  }
}

const msAsUs = (ms = Number.NaN): number | undefined => {
  const us = Math.round(ms * 1_000)
  return Number.isSafeInteger(us) ? us : undefined
}

const largest = (rows: readonly CqlRow[], columns: readonly string[]): number | undefined => {
  const told = rows.flatMap((row) => columns.flatMap((column) => numberIn(row, column) ?? []))
  return told.length === 0 ? undefined : told.reduce((most, value) => Math.max(most, value), 0)
}
