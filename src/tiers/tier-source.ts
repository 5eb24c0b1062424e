import type { RequestSample } from '../metrics/sample.js'
import type { Tier } from '../metrics/tier.js'

/**
 * Takes one request's time in one tier, exclusive of the tiers behind it. A negative time is the rounding of two clocks:
 * whoever keeps the histogram clips it to zero and counts it.
 */
export type TierSink = (tier: Tier, step: number, second: number, us: number) => void

/**
 * Where back-end latencies come from that are not in the answers themselves. A run starts it, lets it hear every sample,
 * and stops it. Server-Timing needs no such source: shards parse the header into each sample (`server-timing.ts`), and the
 * book takes jetty, cassandra and elasticsearch from there, so a source must not speak of these for the same requests.
 */
export interface TierSource {
  readonly name: 'nginx-log' | 'otlp'
  /** The tiers it speaks of. */
  readonly tiers: readonly Tier[]
  /** Resolves once everything that happens from now on will be heard. */
  start(): Promise<void>
  /** One request of one shard. */
  take(shard: number, sample: RequestSample): void
  /** Hands on all that can still be told, and lets go of everything it holds. Samples must all have been taken by then. */
  stop(): Promise<void>
  /** Lets go of everything it holds, whatever may still come; does nothing where that is done already. */
  close(): Promise<void>
}
