/** Shortest list of taken entries worth a copy. */
const COMPACT_FROM = 1024

/** First in, first out, in constant time also when very many wait: an array's `shift` moves all of them. */
export class Fifo<T> {
  #entries: T[] = []
  #first = 0

  get length(): number {
    return this.#entries.length - this.#first
  }

  push(entry: T): void {
    this.#entries.push(entry)
  }

  /** The entry that waited longest; undefined when none does. */
  take(): T | undefined {
    const entry = this.#entries[this.#first]
    if (this.length > 0) this.#first++
    if (this.#first >= COMPACT_FROM && this.#first > this.#entries.length / 2) {
      this.#entries = this.#entries.slice(this.#first)
      this.#first = 0
    }
    return entry
  }
}
