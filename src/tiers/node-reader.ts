import type { DecayedTimes, NodeSource, SignalName } from '../metrics/node-span.js'
import type { Tier } from '../metrics/tier.js'

/**
 * One server whose counters are read again and again. `NodeWatch` asks it once a second at most and takes differences, so a
 * reader only says what it sees now. Times in microseconds, counts since the server's start.
 */
export interface NodeReader {
  readonly source: NodeSource
  readonly tier: Tier
  /** Host and port, as people will look for it. */
  readonly node: string
  /** Connects, and says what is there and what it can give. Rejects with an Error whose message is one sentence without a full stop. */
  check(): Promise<SourceFinding>
  /** What it counts at this moment. Rejects as `check` does; a `SourceGone` where nothing answered. */
  read(): Promise<NodeReading>
  close(): void | Promise<void>
}

/** What `tiers --check` says of one node. */
export interface SourceFinding {
  /** The server and its version, as it calls itself. */
  readonly version: string
  /** What it gives, a few words each. */
  readonly gives: readonly string[]
  /** What it cannot give as it is, and the lines of configuration that would change that. */
  readonly lacks: readonly Lack[]
}

export interface Lack {
  readonly what: string
  /** Lines for nginx.conf, a JVM's command line or an agent's configuration; none where nothing helps. */
  readonly remedy?: string
}

export interface NodeReading {
  readonly operations: readonly OperationReading[]
  readonly signals: readonly SignalReading[]
  /** When the server started, by its own clock: another start is a restart, even where no counter went backwards. */
  readonly startedMs?: number
  /** The server's own wall clock somewhere in the reading, as exactly as it tells. */
  readonly clock?: { readonly fromMs: number; readonly toMs: number }
}

/** Operations of one kind since the server's start. */
export interface OperationReading {
  readonly name: string
  readonly count: number
  readonly totalUs?: number
  readonly buckets?: Buckets
  readonly decayed?: DecayedTimes
}

/** Counts by bucket; `counts[i]` operations took more than `upToUs[i - 1]` and at most `upToUs[i]`, the last bound may be infinite. */
export interface Buckets {
  readonly upToUs: readonly number[]
  readonly counts: readonly number[]
}

export interface SignalReading {
  readonly name: SignalName
  readonly of?: string
  readonly value: number
}

/** Nothing answered, or not in time: the server may be down, while one that answers nonsense is another matter. */
export class SourceGone extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SourceGone'
  }
}
