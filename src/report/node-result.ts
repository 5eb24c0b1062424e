import type { Distribution } from '../metrics/distribution.js'
import type { DecayedTimes, NodeSource, SignalName, VoidReason } from '../metrics/node-span.js'
import type { Tier } from '../metrics/tier.js'

/** One source of one node over the whole run. */
export interface NodeRow {
  readonly source: NodeSource
  readonly tier: Tier
  readonly node: string
  /** Time of which there are figures. */
  readonly knownUs: number
  readonly voids: readonly { readonly fromUs: number; readonly toUs: number; readonly reason: VoidReason }[]
  /** Times without an answer although nothing is lacking; absent where there were none, and in older runs. */
  readonly silences?: readonly { readonly fromUs: number; readonly toUs: number }[]
  readonly operations: readonly NodeOperation[]
  readonly signals: readonly NodeSignal[]
}

export interface NodeOperation {
  readonly name: string
  readonly count: number
  /** Null where the source tells no times. */
  readonly meanUs: number | null
  /** Of a true distribution: upper bounds of the buckets they lie in, null beyond all bounds. */
  readonly times: Readonly<Record<'p50Us' | 'p95Us' | 'p99Us' | 'maxUs', number | null>> | null
  /** Of the server's own decaying sample, as it stood last: evidence, of no known interval. */
  readonly decayed: DecayedTimes | null
}

export type NodeSignal = {
  readonly name: SignalName
  /** The pool, collector or verb that it is of. */
  readonly of?: string
  readonly unit: 'count' | 'bytes' | 'us' | 'number'
} & (
  | { readonly kind: 'counter'; readonly gained: number }
  | { readonly kind: 'gauge'; readonly mean: number; readonly most: number; readonly last: number }
)

/** How far a server's clock was ahead of ours, between two bounds; `hasMoved`: no offset agrees with all that it said. */
export interface ServerClock {
  readonly node: string
  readonly leastMs: number
  readonly mostMs: number
  readonly hasMoved: boolean
}

/** Times in a tier by spans of sampled requests. */
export interface TierEvidence {
  readonly name: Tier
  readonly source: 'otlp'
  readonly count: number
  readonly exclusive: Distribution | null
}
