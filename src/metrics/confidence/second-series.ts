import { type Entries, SparseHistogram } from '../sparse-histogram.js'

/** Histograms of consecutive seconds, kept so that what lies at or below a bucket is quick to count in each. */
export class SecondSeries {
  readonly #seconds: Part[][] = []
  /** All seconds together. */
  readonly pooled = new SparseHistogram()

  /** Seconds, also those without a value, up to the last one that was added to. */
  get seconds(): number {
    return this.#seconds.length
  }

  /** Values of a second, from 0; what is added to a second twice adds up, and a second counts though nothing is added to it. */
  add(second: number, entries: Entries): void {
    while (this.#seconds.length <= second) this.#seconds.push([])
    if (entries.length < 2) return
    this.#seconds[second]?.push(partOf(entries))
    this.pooled.mergeEntries(entries)
  }

  /** Running sums over the seconds, from none to all of them, of how many values lie in a bucket or below it. */
  atMost(bucket: number): Float64Array {
    const sums = new Float64Array(this.#seconds.length + 1)
    this.#seconds.forEach((parts, at) => {
      sums[at + 1] = parts.reduce((sum, part) => sum + countUpTo(part, bucket), sums[at] ?? 0)
    })
    return sums
  }
}

/** One record's share of a second: buckets ascending, and how many of its values lie in each or below it. */
interface Part {
  readonly buckets: Uint16Array
  readonly upTo: Float64Array
}

const partOf = (entries: Entries): Part => {
  const size = entries.length >> 1
  const part = { buckets: new Uint16Array(size), upTo: new Float64Array(size) }
  for (let i = 0, sum = 0; i < size; i++) {
    sum += entries[2 * i + 1] ?? 0
    part.buckets[i] = entries[2 * i] ?? 0
    part.upTo[i] = sum
  }
  return part
}

const countUpTo = ({ buckets, upTo }: Part, bucket: number): number => {
  let [low, high] = [0, buckets.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((buckets[middle] ?? 0) <= bucket) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : (upTo[low - 1] ?? 0)
}
