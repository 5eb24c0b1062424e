import type { AppReply } from './app-reply.js'
import type { AppRequest } from './app-request.js'
import type { ClusterCaches } from './caches.js'
import type { Course } from './course.js'
import type { Sessions } from './sessions.js'
import type { SocialNetwork } from './social-network.js'
import type { Stores } from './stores/stores.js'
import type { Work } from './work.js'

/** What the nodes of the cluster share. */
export interface ClusterState {
  readonly network: SocialNetwork
  readonly caches: ClusterCaches
  readonly sessions: Sessions
  /** Added to the monotonic clock, gives microseconds since 1970. */
  readonly wallOffsetUs: number
}

/** What one request is answered with. */
export interface Answering {
  /** Number of the application node, from 1. */
  readonly node: number
  /** Monotonic time. */
  readonly nowUs: number
  readonly work: Work
  readonly stores: Stores
  readonly state: ClusterState
}

/** One authenticated call on its way through a handler. */
export interface ServedCall extends Omit<Answering, 'node'> {
  readonly request: AppRequest
  /** The path's variable parts, decoded. */
  readonly params: readonly string[]
  readonly user: number
}

/** Answers a call by way of the stores, and writes down in `work` what that cost. Throws a ClientError or a StoreError. */
export type Handler = (call: ServedCall) => Course<AppReply>

/** Anything a client did wrong: Tatami answers nearly all of it with the same 500. */
export class ClientError extends Error {}

/** Now, microseconds since 1970. */
export const wallUs = ({ nowUs, state }: ServedCall): number => nowUs + state.wallOffsetUs
