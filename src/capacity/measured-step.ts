import type { Tier } from '../metrics/tier.js'

/** What one load step showed once its warm-up is cut: all that the capacity model knows of the platform. */
export interface MeasuredStep {
  /** Logged in, mean over the window. */
  readonly users: number
  /** Requests that succeeded. */
  readonly throughputPerSec: number
  /** Of what was measured, after the cut. */
  readonly windowUs: number
  /** Of all requests that succeeded, from when they were due. */
  readonly response: ResponseTimes
  /** Every duration that an SLO bounds, with the confidence it was judged by. */
  readonly objectives: readonly MeasuredObjective[]
  /** Only tiers that a source spoke of, from the client inwards. */
  readonly tiers: readonly MeasuredTier[]
  /** TLS handshakes that nginx made; absent without TLS. */
  readonly handshakes?: { readonly perSec: number; readonly resumedShare: number }
}

export interface ResponseTimes {
  readonly meanUs: number
  readonly p50Us: number
  readonly p95Us: number
  readonly p99Us: number
}

/** One SLO on a duration, and where it stood in the step. */
export interface MeasuredObjective {
  /** As it was written. */
  readonly text: string
  readonly boundUs: number
  readonly valueUs: number
  /** 95 % interval; absent where the window was too short for one. */
  readonly interval?: { readonly lowUs: number; readonly highUs: number }
}

/** One tier in one step. Everything optional is left out where no source told it, never guessed. */
export interface MeasuredTier {
  readonly name: Tier
  /** That were up; 1 for the network. */
  readonly nodes: number
  /** Exclusive time in the tier, mean over all requests, those that did not touch it included: these add up. */
  readonly exclusiveMeanUs: number
  /** Operations of the tier for each request of the client, mean over all requests. */
  readonly operationsPerRequest: number
  /** Share of the tier's servers (cores, slots or threads) that were busy, 0 to 1, mean over time and nodes. */
  readonly utilisation?: number
  /** Operations that waited, mean over time, of all nodes together. */
  readonly queued?: number
  /** Operations that one node serves at once: what `utilisation` is a share of. */
  readonly slotsPerNode?: number
  /** What else a node can run out of. */
  readonly uses?: readonly MeasuredUse[]
}

/** What else but servers a node can run out of. */
export const NODE_LIMITS = ['connections', 'threads', 'memory', 'descriptors'] as const
export type NodeLimit = (typeof NODE_LIMITS)[number]

/** A finite thing of a node, in its own unit: a count, or bytes. */
export interface MeasuredUse {
  readonly limit: NodeLimit
  /** Of the node that used most; threads on average, memory at its most. */
  readonly used: number
  /** Of `used`, what a node without users takes; absent: nothing. */
  readonly idle?: number
  /** What one node may use; absent where no source tells, and whoever plans has to. */
  readonly allowed?: number
}
