import type { SecondRecord } from './second-record.js'
import { type Entries, SparseHistogram } from './sparse-histogram.js'

// Answers come in until the request's time-out; later ones move no percentile. Open seconds cost memory, see `timeline.ts`.
const OPEN_SECONDS = 180

/** Response times of the traced requests, and those of all requests in the proportion in which each second was traced. */
export class TraceFold {
  readonly traced = new SparseHistogram()
  /** As many as `traced`, in millionths of a request, since counts are whole. */
  readonly all = new SparseHistogram()
  readonly #open = new Map<number, Second>()
  #last = -1

  add({ second, steps = [], traced = [] }: SecondRecord): void {
    if (second < this.#last - OPEN_SECONDS) return
    const open = this.#open.get(second) ?? { all: new SparseHistogram(), traced: new SparseHistogram() }
    this.#open.set(second, open)
    for (const { response = [] } of steps) open.all.mergeEntries(response)
    open.traced.mergeEntries(traced)
    if (second <= this.#last) return
    this.#last = second
    this.#close((one) => one < second - OPEN_SECONDS)
  }

  /** No more will come. */
  close(): void {
    this.#close(() => true)
  }

  #close(isDue: (second: number) => boolean): void {
    for (const [second, { all, traced }] of this.#open) {
      if (!isDue(second)) continue
      this.#open.delete(second)
      if (traced.count === 0) continue
      this.traced.merge(traced)
      this.all.mergeEntries(scaled(all.entries(), traced.count / all.count))
    }
  }
}

interface Second {
  readonly all: SparseHistogram
  readonly traced: SparseHistogram
}

const scaled = (entries: Entries, factor: number): Entries =>
  entries.map((value, at) => (at % 2 === 1 ? Math.round(value * factor * 1_000_000) : value))
