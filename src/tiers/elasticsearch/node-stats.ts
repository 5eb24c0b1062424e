import { countAt, entriesAt, valueAt } from '../foreign-json.js'
import type { OperationReading, SignalReading } from '../node-reader.js'
import { msAsUs, signalReading } from '../signal-reading.js'
import type { UpSince } from '../steady-start.js'

/** What one node counts since its start. */
export interface NodeStats {
  readonly operations: readonly OperationReading[]
  readonly signals: readonly SignalReading[]
  /** Its wall clock as it counted, milliseconds. */
  readonly clockMs?: number
  readonly up?: UpSince
}

/**
 * Reads the stats of one node, of 0.20 as of 8.x and OpenSearch. Throws an Error whose message is a sentence about `host` when
 * they are not those of exactly one node, or lack what every version counts.
 */
export const parseNodeStats = (answer: unknown, host: string): NodeStats => {
  const nodes = entriesAt(answer, 'nodes')
  const [only] = nodes
  if (!only) throw new Error(`${host} answers without the stats of a node`)
  // Its neighbours' counts would be counted once for each of them.
  if (nodes.length > 1) throw new Error(`${host} answers for ${nodes.length} nodes where it was asked for itself`)
  const [, node] = only
  const clockMs = countAt(node, 'timestamp')
  const up = upSince(valueAt(node, 'jvm'))
  return {
    operations: operationsOf(node, host),
    signals: [...poolSignals(node), ...jvmSignals(valueAt(node, 'jvm')), ...cpuSignal(node)],
    ...(clockMs !== undefined && { clockMs }),
    ...(up && { up }),
  }
}

/** An operation by the paths of its count and its time below `indices`. */
interface Counted {
  readonly name: string
  readonly count: readonly string[]
  readonly timeMs: readonly string[]
}

const EVERYWHERE: readonly Counted[] = [
  { name: 'search.query', count: ['search', 'query_total'], timeMs: ['search', 'query_time_in_millis'] },
  { name: 'search.fetch', count: ['search', 'fetch_total'], timeMs: ['search', 'fetch_time_in_millis'] },
  { name: 'index', count: ['indexing', 'index_total'], timeMs: ['indexing', 'index_time_in_millis'] },
  { name: 'get', count: ['get', 'total'], timeMs: ['get', 'time_in_millis'] },
]

/** OpenSearch from 2.17 on: whole requests, by the node that took them. */
const WHOLE_SEARCHES: Counted = {
  name: 'search.request',
  count: ['search', 'request', 'took', 'total'],
  timeMs: ['search', 'request', 'took', 'time_in_millis'],
}

const operationsOf = (node: unknown, host: string): readonly OperationReading[] => {
  const operations = EVERYWHERE.map((counted) => {
    const operation = operationOf(node, counted)
    // Left out it would look new, and all of it as if done at once, in the next reading.
    if (!operation) throw new Error(`${host} answers without a count and time of ${counted.name}`)
    return operation
  })
  const whole = operationOf(node, WHOLE_SEARCHES)
  return whole ? [...operations, whole] : operations
}

const operationOf = (node: unknown, { name, count: countPath, timeMs }: Counted): OperationReading | undefined => {
  const count = countAt(node, 'indices', ...countPath)
  const totalUs = msAsUs(countAt(node, 'indices', ...timeMs))
  return count === undefined || totalUs === undefined ? undefined : { name, count, totalUs }
}

/** Pools that searches, writes and gets wait for; each version has some of them, 8.13 lets `search_worker` do a search's work. */
const POOLS = ['search', 'search_worker', 'write', 'index', 'bulk', 'get'] as const

const poolSignals = (node: unknown): readonly SignalReading[] =>
  POOLS.flatMap((pool) => {
    const stats = valueAt(node, 'thread_pool', pool)
    return [
      ...signalReading('active', countAt(stats, 'active'), pool),
      ...signalReading('queue', countAt(stats, 'queue'), pool),
      ...signalReading('rejected', countAt(stats, 'rejected'), pool),
    ]
  })

const MOST_COLLECTORS = 8

const jvmSignals = (jvm: unknown): readonly SignalReading[] => [
  ...signalReading('heap-used', countAt(jvm, 'mem', 'heap_used_in_bytes')),
  ...signalReading('heap-max', countAt(jvm, 'mem', 'heap_max_in_bytes') || undefined),
  ...entriesAt(jvm, 'gc', 'collectors')
    .slice(0, MOST_COLLECTORS)
    .flatMap(([name, collector]) => [
      ...signalReading('gc-time', msAsUs(countAt(collector, 'collection_time_in_millis')), name),
      ...signalReading('gc-runs', countAt(collector, 'collection_count'), name),
    ]),
  ...signalReading('threads', countAt(jvm, 'threads', 'count')),
]

const cpuSignal = (node: unknown): readonly SignalReading[] =>
  signalReading('cpu-time', msAsUs(countAt(node, 'process', 'cpu', 'total_in_millis')))

const upSince = (jvm: unknown): UpSince | undefined => {
  const clockMs = countAt(jvm, 'timestamp')
  const uptimeMs = countAt(jvm, 'uptime_in_millis')
  return clockMs === undefined || uptimeMs === undefined ? undefined : { clockMs, uptimeMs }
}
