import type { Tier } from './tier.js'

/** What can tell of one node of a tier: its log, or itself when it is asked again and again. */
export const NODE_SOURCES = [
  'nginx-log',
  'stub-status',
  'jvm',
  'metrics-servlet',
  'cassandra-jmx',
  'cassandra-cql',
  'elasticsearch',
  'prometheus',
  'prometheus-server',
] as const
export type NodeSource = (typeof NODE_SOURCES)[number]

/** What one source told of one node between two readings. A record of the second in which the span ends holds it. */
export interface NodeSpan {
  readonly source: NodeSource
  readonly tier: Tier
  /** Host and port, or what the profile calls it. */
  readonly node: string
  /** Run time of the two readings. */
  readonly fromUs: number
  readonly toUs: number
  /** Run time in which the node gave no answer, although its counters went on: the figures of the span are whole. */
  readonly silence?: { readonly fromUs: number; readonly toUs: number }
  /** Why nothing is known of this span; there are no figures then. */
  readonly void?: VoidReason
  readonly operations?: readonly OperationSpan[]
  readonly signals?: readonly SignalSpan[]
}

/** `restarted`: a counter went backwards. */
export type VoidReason = 'unreachable' | 'restarted' | 'unreadable'

/** Operations of one kind that ended within a span. */
export interface OperationSpan {
  /** The server's own word for it, such as `read` or `search.query`. */
  readonly name: string
  readonly count: number
  /** Their summed time, where the source tells it. */
  readonly totalUs?: number
  /** A true distribution: operations by upper bound of their bucket, microseconds; null is the bucket beyond all bounds. */
  readonly buckets?: readonly (readonly [upToUs: number | null, count: number])[]
  /** Percentiles of the server's own decaying sample: evidence, never an interval's. */
  readonly decayed?: DecayedTimes
}

/** Times of a sample that forgets slowly, so that they are of no known interval; microseconds. */
export interface DecayedTimes {
  readonly p50Us?: number
  readonly p95Us?: number
  readonly p99Us?: number
  readonly maxUs?: number
}

/** A gauge as it stood at the end of a span, or what a counter gained in it. */
export interface SignalSpan {
  readonly name: SignalName
  /** The pool, collector, verb or operation that it is of. */
  readonly of?: string
  readonly value: number
}

interface SignalKind {
  /** `counter`: only grows, and what it gained counts. */
  readonly kind: 'gauge' | 'counter'
  /** `number`: whatever the user asked for. */
  readonly unit: 'count' | 'bytes' | 'us' | 'number'
  /** More than none means work that was refused or given up. */
  readonly isAlarm?: true
}

/** All signals there are, whatever server they come from. */
export const SIGNALS = {
  /** Connections that are open, and what nginx does with them. */
  connections: { kind: 'gauge', unit: 'count' },
  reading: { kind: 'gauge', unit: 'count' },
  writing: { kind: 'gauge', unit: 'count' },
  waiting: { kind: 'gauge', unit: 'count' },
  /** Connections that nginx took and then closed, since a limit was reached. */
  unhandled: { kind: 'counter', unit: 'count', isAlarm: true },
  /** Of the requests that nginx logged: those for which it tried several servers, answered 500 or more, or that came first or later on their connection. */
  retried: { kind: 'counter', unit: 'count' },
  'server-errors': { kind: 'counter', unit: 'count' },
  'connections-new': { kind: 'counter', unit: 'count' },
  'connections-reused': { kind: 'counter', unit: 'count' },
  /** TLS handshakes of the new ones. */
  'handshakes-full': { kind: 'counter', unit: 'count' },
  'handshakes-resumed': { kind: 'counter', unit: 'count' },
  /** What its cache said, by its own words. */
  cached: { kind: 'counter', unit: 'count' },
  /** Memory that a JVM's objects take, and what of it the last collection left. */
  'heap-used': { kind: 'gauge', unit: 'bytes' },
  'heap-after-gc': { kind: 'gauge', unit: 'bytes' },
  'heap-max': { kind: 'gauge', unit: 'bytes' },
  'gc-time': { kind: 'counter', unit: 'us' },
  'gc-runs': { kind: 'counter', unit: 'count' },
  threads: { kind: 'gauge', unit: 'count' },
  /** A pool's threads: those at work, those it may have, and what waits for one. */
  active: { kind: 'gauge', unit: 'count' },
  'most-threads': { kind: 'gauge', unit: 'count' },
  queue: { kind: 'gauge', unit: 'count' },
  'requests-active': { kind: 'gauge', unit: 'count' },
  sessions: { kind: 'gauge', unit: 'count' },
  'cache-hits': { kind: 'counter', unit: 'count' },
  'cache-misses': { kind: 'counter', unit: 'count' },
  'compactions-pending': { kind: 'gauge', unit: 'count' },
  /** Work that a full queue refused. */
  rejected: { kind: 'counter', unit: 'count', isAlarm: true },
  /** Work that was thrown away since it had waited for too long. */
  dropped: { kind: 'counter', unit: 'count', isAlarm: true },
  'timed-out': { kind: 'counter', unit: 'count', isAlarm: true },
  unavailable: { kind: 'counter', unit: 'count', isAlarm: true },
  failed: { kind: 'counter', unit: 'count', isAlarm: true },
  /** Tasks that had to wait until their pool's queue took them. */
  blocked: { kind: 'counter', unit: 'count' },
  /** CPU time of a host or process over all its cores, and how many it has. */
  'cpu-time': { kind: 'counter', unit: 'us' },
  cores: { kind: 'gauge', unit: 'count' },
  /** A figure that the user asked a Prometheus server for, by its name in the profile. */
  queried: { kind: 'gauge', unit: 'number' },
} as const satisfies Readonly<Record<string, SignalKind>>
export type SignalName = keyof typeof SIGNALS
export const SIGNAL_NAMES = Object.keys(SIGNALS) as [SignalName, ...SignalName[]]

/** What is special about a signal, whichever it is. */
export const signalKind = (name: SignalName): SignalKind => SIGNALS[name]
