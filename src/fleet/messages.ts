import type { DueCount } from '../engine/due-seconds.js'
import type { Front, TlsOptions } from '../http/exchange.js'
import type { ErrorExample } from '../metrics/error-example.js'
import type { ProcessHealth } from '../metrics/health-record.js'
import type { OpenedEntries } from '../metrics/opened-connections.js'
import type { FailureKind } from '../metrics/sample.js'
import type { EventProfile } from '../profile/event-profile.js'
import type { JourneyName } from '../scenarios/index.js'
import type { Steering } from '../schedule/steered-roster.js'

/** What the coordinator tells a shard. */
export type ToShard =
  | { readonly kind: 'prepare'; readonly plan: ShardPlan }
  /** Run time 0 on the machine's monotonic clock. */
  | { readonly kind: 'start'; readonly epochUs: number }
  /** Of a steered run: the next change of its users. */
  | { readonly kind: 'steer'; readonly steering: Steering }
  | { readonly kind: 'stop' }

export interface ShardPlan {
  /** Its texts are those that are posted: a shard generates none. */
  readonly profile: EventProfile
  readonly shard: number
  readonly shards: number
  readonly runId: string
  readonly fronts: readonly Front[]
  readonly localAddresses: readonly string[]
  /** As in TransportOptions. */
  readonly localPorts?: readonly Uint16Array[]
  readonly tls?: TlsOptions
  /** The journey that every user walks. */
  readonly journey: JourneyName
  /** Put behind every post as `#tag`, so that the run's posts can be found and deleted. */
  readonly runTag?: string
  /** Users come and go as the coordinator says while the run lasts, and not by the profile's plan. */
  readonly isSteered?: boolean
}

/** What a shard tells the coordinator. */
export type FromShard =
  | { readonly kind: 'ready' }
  /** Samples as `metrics/sample-batch.ts` packs them, and how many requests were due since the last ones, those among them that wait for an answer. */
  | { readonly kind: 'samples'; readonly bytes: Uint8Array; readonly due: readonly DueCount[] }
  | { readonly kind: 'beat'; readonly beat: Beat }
  | { readonly kind: 'example'; readonly failure: FailureKind; readonly example: ErrorExample }
  | { readonly kind: 'done'; readonly total: ShardTotal }
  | { readonly kind: 'refused'; readonly message: string }
  /** Something threw that nobody caught; the process ends. */
  | { readonly kind: 'crashed'; readonly message: string }

/** A shard's state, sent once a second. */
export interface Beat extends ProcessHealth {
  readonly runUs: number
  readonly arrived: number
  readonly active: number
  readonly loggedIn: number
  readonly openConnections: number
  readonly fullHandshakes: number
  readonly resumedHandshakes: number
  /** Times of the connections that came up since the last beat. */
  readonly opened?: OpenedEntries
}

/** A shard's own count of what it did, to be held against the samples that arrived. */
export interface ShardTotal {
  readonly arrived: number
  readonly due: number
  readonly sent: number
  /** Requests written a second time. */
  readonly resent: number
  /** Sum of the sessions' lengths, login to logout. */
  readonly sessionUs: number
}
