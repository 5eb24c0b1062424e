import type { SignalName } from '../../metrics/node-span.js'
import type { SignalReading } from '../node-reader.js'
import { signalReading } from '../signal-reading.js'
import { type CqlRow, countIn, textIn } from './cql-row.js'

/** The pools that a request passes; the others are the server's own business. */
const POOLS =
  /^(ReadStage|MutationStage|CounterMutationStage|ViewMutationStage|RequestResponseStage|Native-Transport-Requests|MemtableFlushWriter)$/

const COLUMNS: readonly (readonly [column: string, signal: SignalName])[] = [
  ['active_tasks', 'active'],
  ['active_tasks_limit', 'most-threads'],
  ['pending_tasks', 'queue'],
  ['blocked_tasks_all_time', 'blocked'],
]

export const POOL_COLUMNS: readonly string[] = ['name', ...COLUMNS.map(([column]) => column)]

/** What the rows of `thread_pools` tell of the pools that a request passes. */
export const poolSignals = (rows: readonly CqlRow[]): readonly SignalReading[] =>
  rows.flatMap((row) => {
    const of = textIn(row, 'name')
    return POOLS.test(of) ? COLUMNS.flatMap(([column, name]) => signalReading(name, countIn(row, column), of)) : []
  })
