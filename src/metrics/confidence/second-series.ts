import { type Entries, SparseHistogram } from '../sparse-histogram.js'
import { PairList } from './pair-list.js'

/**
 * Histograms of consecutive seconds, kept so that what lies at or below a bucket is quick to count in each. All of them lie in two
 * lists: an object for each would be several times as large as what is in it.
 */
export class SecondSeries {
  /** All seconds together. */
  readonly pooled = new SparseHistogram()
  /** Buckets, ascending within each part, and how many of its part's values lie in them or below. */
  readonly #buckets = new PairList()
  /** One for what each call of `add` brought: its second, and where its buckets end. */
  readonly #parts = new PairList()
  #seconds = 0

  /** Seconds, also those without a value, up to the last one that was added to. */
  get seconds(): number {
    return this.#seconds
  }

  /** Values of a second, from 0; what is added to a second twice adds up, and a second counts though nothing is added to it. */
  add(second: number, entries: Entries): void {
    this.#seconds = Math.max(this.#seconds, second + 1)
    if (entries.length < 2) return
    for (let i = 0, upTo = 0; i + 1 < entries.length; i += 2) {
      upTo += entries[i + 1] ?? 0
      this.#buckets.push(entries[i] ?? 0, upTo)
    }
    this.#parts.push(second, this.#buckets.length)
    this.pooled.mergeEntries(entries)
  }

  /** Running sums over the seconds, from none to all of them, of how many values lie in a bucket or below it. */
  atMost(bucket: number): Float64Array {
    const sums = new Float64Array(this.#seconds + 1)
    for (let part = 0, from = 0; part < this.#parts.length; part++) {
      const [at, end] = [this.#parts.first(part) + 1, this.#parts.second(part)]
      sums[at] = (sums[at] ?? 0) + this.#countUpTo(bucket, from, end)
      from = end
    }
    for (let at = 1; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (sums[at - 1] ?? 0)
    return sums
  }

  #countUpTo(bucket: number, from: number, end: number): number {
    let [low, high] = [from, end]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#buckets.first(middle) <= bucket) low = middle + 1
      else high = middle
    }
    return low === from ? 0 : this.#buckets.second(low - 1)
  }
}
