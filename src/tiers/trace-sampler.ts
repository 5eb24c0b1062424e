import type { Random } from '../base/random.js'
import { LARGEST_PLAIN_SEQ, makeTraceparent, sampledSeqOf } from './trace.js'

/** How many requests of a shard carry a trace header. */
export interface TraceSampling {
  /** 16 hexadecimal digits that name the run. */
  readonly runId: string
  readonly shard: number
  readonly shards: number
  /** Traced requests a second over all shards, about: up to so many all are traced, of more a random share; 0 traces nothing. */
  readonly ratePerSec: number
  readonly random: Random
  /** So many of the traced ones, likewise, carry the `sampled` flag, which costs the back end a recorded trace. */
  readonly sampledPerSec?: number
}

const SAMPLED_PER_SEC = 10
/** In a second of sudden load no more carry the flag than this many times their rate. */
const SURGE = 10
/** Weight of the last second in the mean of those before. */
const FRESHNESS = 0.5

/**
 * Decides which requests of one shard carry a trace header, and numbers them from 1. By chance, with the same share for all that
 * are due in a second, however late they are sent: the first ones of each, or every k-th, would not be typical where time comes in
 * waves. The share is that which the seconds before call for, so that in a second of sudden load more are traced than asked for.
 * Which of them carry the `sampled` flag is decided by the same chance, only that there are bounds to it.
 */
export class TraceSampler {
  readonly #o: TraceSampling
  readonly #ratePerSec: number
  readonly #sampledPerSec: number
  /** Requests that the seconds before each second let expect in it. */
  readonly #expected = [0]
  #inSecond = 0
  #sampledInSecond = 0
  #usual = 0
  #seq = 0

  constructor(sampling: TraceSampling) {
    this.#o = sampling
    this.#ratePerSec = sampling.ratePerSec / sampling.shards
    this.#sampledPerSec = (sampling.sampledPerSec ?? SAMPLED_PER_SEC) / sampling.shards
  }

  /** The trace of a request that is due at this run time; undefined when it goes untraced. */
  next(dueUs: number): { readonly seq: number; readonly traceparent: string } | undefined {
    const { runId, shard, ratePerSec, random } = this.#o
    if (ratePerSec <= 0) return undefined
    const second = Math.max(Math.floor(dueUs / 1_000_000), 0)
    while (second >= this.#expected.length) this.#turn()
    this.#inSecond++
    const expected = this.#expected[second] ?? 0
    // One throw for both: below the smaller share it is sampled, below the larger one traced.
    const thrown = random() * expected
    if (thrown >= this.#ratePerSec) return undefined
    const isSampled = this.#isSampled(thrown)
    this.#seq = (this.#seq % LARGEST_PLAIN_SEQ) + 1
    const seq = isSampled ? sampledSeqOf(this.#seq) : this.#seq
    return { seq, traceparent: makeTraceparent(runId, shard, seq, isSampled) }
  }

  #isSampled(thrown: number): boolean {
    const isSampled = thrown < this.#sampledPerSec && this.#sampledInSecond < Math.ceil(this.#sampledPerSec * SURGE)
    if (isSampled) this.#sampledInSecond++
    return isSampled
  }

  // After a lull the load before it still counts for some seconds, since it may come back at once.
  #turn(): void {
    this.#usual = this.#inSecond * FRESHNESS + this.#usual * (1 - FRESHNESS)
    this.#expected.push(Math.max(this.#inSecond, this.#usual, 1))
    this.#inSecond = 0
    this.#sampledInSecond = 0
  }
}
