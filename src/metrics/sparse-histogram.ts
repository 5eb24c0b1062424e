/** Bucket counts as they are stored: `[index, count, index, count, ...]`, indexes ascending. */
export type Entries = readonly number[]

/** Longest duration that is told apart, one hour; the range and the precision are the same everywhere so that merging loses nothing. */
export const HIGHEST_US = 3_600_000_000
// HdrHistogram at 3 digits: 2048 sub-buckets, of which each power of two above the first uses the upper 1024.
const HALF = 1024
const HALF_MAGNITUDE = 10

/** Counts per HdrHistogram bucket of integer microseconds, holding only buckets that were hit. */
export class SparseHistogram {
  readonly #counts = new Map<number, number>()
  /** The buckets in ascending order; made when asked for, undefined once another bucket is hit. */
  #order: Uint32Array | undefined
  /** Values recorded. */
  count = 0
  /** Of these, values that lay outside 0 to HIGHEST_US and were recorded at the nearer end. */
  clamped = 0

  record(us: number): void {
    const inside = us >= 0 && us <= HIGHEST_US
    if (!inside) this.clamped++
    this.#add(indexOf(inside ? Math.round(us) : us > HIGHEST_US ? HIGHEST_US : 0), 1)
  }

  merge(other: SparseHistogram): void {
    for (const [index, count] of other.#counts) this.#add(index, count)
    this.clamped += other.clamped
  }

  mergeEntries(entries: Entries): void {
    for (let i = 0; i + 1 < entries.length; i += 2) this.#add(entries[i] ?? 0, entries[i + 1] ?? 0)
  }

  /** Merges the buckets whose lowest value is at or above a bound. */
  mergeAtLeast(other: SparseHistogram, boundUs: number): void {
    for (const [index, count] of other.#counts) if (lowestOf(index) >= boundUs) this.#add(index, count)
  }

  entries(): Entries {
    const entries: number[] = []
    for (const index of this.#ascending()) entries.push(index, this.#counts.get(index) ?? 0)
    return entries
  }

  /** What at least this percentage of the values is at or below, as HdrHistogram answers it; undefined without values. */
  percentile(percentage: number): number | undefined {
    const rank = rankOf(percentage, this.count)
    let seen = 0
    for (const index of this.#ascending()) {
      seen += this.#counts.get(index) ?? 0
      if (seen >= rank) return highestOf(index)
    }
    return undefined
  }

  /** Mean of the buckets' middles; undefined without values. */
  mean(): number | undefined {
    if (this.count === 0) return undefined
    let total = 0
    for (const [index, count] of this.#counts) total += middleOf(index) * count
    return total / this.count
  }

  /** Lowest value of the lowest bucket; undefined without values. */
  min(): number | undefined {
    const [first] = this.#ascending()
    return first === undefined ? undefined : lowestOf(first)
  }

  #add(index: number, count: number): void {
    const known = this.#counts.get(index)
    if (known === undefined) this.#order = undefined
    this.#counts.set(index, (known ?? 0) + count)
    this.count += count
  }

  #ascending(): Uint32Array {
    this.#order ??= Uint32Array.from(this.#counts.keys()).sort()
    return this.#order
  }
}

/** How many values stored counts are of, and their sum by the buckets' middles, without a histogram of them. */
export const sumOf = (entries: Entries): { readonly count: number; readonly totalUs: number } => {
  let [count, totalUs] = [0, 0]
  for (let i = 0; i + 1 < entries.length; i += 2) {
    const many = entries[i + 1] ?? 0
    count += many
    totalUs += middleOf(entries[i] ?? 0) * many
  }
  return { count, totalUs }
}

/** Values in stored counts. */
export const countIn = (entries: Entries = []): number =>
  entries.reduce((sum, count, at) => (at % 2 === 1 ? sum + count : sum), 0)

/** A histogram of stored counts. */
export const histogramOf = (entries: Entries): SparseHistogram => {
  const histogram = new SparseHistogram()
  histogram.mergeEntries(entries)
  return histogram
}

/** The rank, from 1, of the value that a percentile of so many values is. */
export const rankOf = (percentage: number, count: number): number => {
  const exact = (Math.min(percentage, 100) / 100) * count
  // HdrHistogram's own rounding: up, except where only floating point error is above the whole number.
  return Math.max(Math.ceil(exact - 2 ** (Math.floor(Math.log2(exact)) - 52)), 1)
}

// HdrHistogram's `countsArrayIndex`, with count-leading-zeros in place of its floating-point logarithm.
const indexOf = (us: number): number => {
  const bucket = Math.max(31 - Math.clz32(us) - HALF_MAGNITUDE, 0)
  return bucket * HALF + Math.floor(us / 2 ** bucket)
}

const bucketOf = (index: number): number => Math.max(Math.floor(index / HALF) - 1, 0)

const lowestOf = (index: number): number => (index - bucketOf(index) * HALF) * 2 ** bucketOf(index)

/** Highest value that a bucket stands for. */
export const highestOf = (index: number): number => lowestOf(index) + 2 ** bucketOf(index) - 1

const middleOf = (index: number): number => lowestOf(index) + Math.floor(2 ** bucketOf(index) / 2)
