import { makeTraceparent } from './trace.js'

/** How many requests of a shard carry a trace header. */
export interface TraceSampling {
  /** 16 hexadecimal digits that name the run. */
  readonly runId: string
  readonly shard: number
  readonly shards: number
  /** Traced requests a second over all shards before thinning starts; 0 traces nothing. */
  readonly ratePerSec: number
  /** Beyond the rate, one in so many requests is still traced, so that a busy second is not judged by its start alone. */
  readonly everyKth?: number
  /** One in so many traced requests carries the `sampled` flag, which costs the back end a recorded trace. */
  readonly sampledEvery?: number
}

const EVERY_KTH = 100
const SAMPLED_EVERY = 100
const LARGEST_SEQ = 0xffff_ffff

/** Decides which requests of one shard carry a trace header, and numbers them from 1. */
export class TraceSampler {
  readonly #o: TraceSampling
  readonly #share: number
  readonly #everyKth: number
  readonly #sampledEvery: number
  #second = -1
  #inSecond = 0
  #beyond = 0
  #seq = 0

  constructor(sampling: TraceSampling) {
    this.#o = sampling
    this.#share = shareOf(sampling)
    this.#everyKth = sampling.everyKth ?? EVERY_KTH
    this.#sampledEvery = sampling.sampledEvery ?? SAMPLED_EVERY
  }

  /** The trace of a request sent at this run time; undefined when it goes untraced. */
  next(runUs: number): { readonly seq: number; readonly traceparent: string } | undefined {
    if (this.#o.ratePerSec <= 0) return undefined
    const second = Math.floor(runUs / 1_000_000)
    if (second !== this.#second) {
      this.#second = second
      this.#inSecond = 0
    }
    if (this.#inSecond < this.#share) this.#inSecond++
    // Counted on over the seconds: a shard that sends little beyond its share still has its turn.
    else if (++this.#beyond % this.#everyKth !== 0) return undefined
    this.#seq = (this.#seq % LARGEST_SEQ) + 1
    const { runId, shard } = this.#o
    const sampled = this.#seq % this.#sampledEvery === 0
    return { seq: this.#seq, traceparent: makeTraceparent(runId, shard, this.#seq, sampled) }
  }
}

// Whole numbers that add up to the rate over all shards.
const shareOf = ({ ratePerSec, shard, shards }: TraceSampling): number =>
  Math.floor((ratePerSec * (shard + 1)) / shards) - Math.floor((ratePerSec * shard) / shards)
