import type { Random } from '../base/random.js'
import { makeTraceparent } from './trace.js'

/** How many requests of a shard carry a trace header. */
export interface TraceSampling {
  /** 16 hexadecimal digits that name the run. */
  readonly runId: string
  readonly shard: number
  readonly shards: number
  /** Traced requests a second over all shards, about: up to so many all are traced, of more a random share; 0 traces nothing. */
  readonly ratePerSec: number
  readonly random: Random
  /** One in so many traced requests carries the `sampled` flag, which costs the back end a recorded trace. */
  readonly sampledEvery?: number
}

const SAMPLED_EVERY = 100
const LARGEST_SEQ = 0xffff_ffff
/** Weight of the last second in the mean of those before. */
const FRESHNESS = 0.5

/**
 * Decides which requests of one shard carry a trace header, and numbers them from 1. By chance, with the same share for all that
 * are due in a second, however late they are sent: the first ones of each, or every k-th, would not be typical where time comes in
 * waves. The share is that which the seconds before call for, so that in a second of sudden load more are traced than asked for.
 */
export class TraceSampler {
  readonly #o: TraceSampling
  readonly #ratePerSec: number
  readonly #sampledEvery: number
  /** By second. */
  readonly #shares = [1]
  #inSecond = 0
  #usual = 0
  #seq = 0

  constructor(sampling: TraceSampling) {
    this.#o = sampling
    this.#ratePerSec = sampling.ratePerSec / sampling.shards
    this.#sampledEvery = sampling.sampledEvery ?? SAMPLED_EVERY
  }

  /** The trace of a request that is due at this run time; undefined when it goes untraced. */
  next(dueUs: number): { readonly seq: number; readonly traceparent: string } | undefined {
    const { runId, shard, ratePerSec, random } = this.#o
    if (ratePerSec <= 0) return undefined
    const second = Math.max(Math.floor(dueUs / 1_000_000), 0)
    while (second >= this.#shares.length) this.#turn()
    this.#inSecond++
    const share = this.#shares[second] ?? 1
    if (share < 1 && random() >= share) return undefined
    this.#seq = (this.#seq % LARGEST_SEQ) + 1
    const sampled = this.#seq % this.#sampledEvery === 0
    return { seq: this.#seq, traceparent: makeTraceparent(runId, shard, this.#seq, sampled) }
  }

  // After a lull the load before it still counts for some seconds, since it may come back at once.
  #turn(): void {
    this.#usual = this.#inSecond * FRESHNESS + this.#usual * (1 - FRESHNESS)
    const expected = Math.max(this.#inSecond, this.#usual)
    this.#shares.push(Math.min(1, this.#ratePerSec / Math.max(expected, 1)))
    this.#inSecond = 0
  }
}
