import type { Clock } from '../../base/clock.js'

const KEPT_US = 5_000_000
const MAX_LENGTH = 20_000

/** What waits for a partner whoever that is: first in, first out, for 5 s at most and bounded in number; counts what left without one. */
export class WaitingLine<T> {
  /** Left without a partner. */
  left = 0

  readonly #clock: Clock
  #entries: { readonly value: T; readonly sinceUs: number }[] = []
  #first = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get length(): number {
    return this.#entries.length - this.#first
  }

  add(value: T): void {
    this.#entries.push({ value, sinceUs: this.#clock.nowUs() })
    if (this.length > MAX_LENGTH) this.#drop()
  }

  /** Takes out what has waited longest; undefined when nothing waits. */
  first(): T | undefined {
    const staleUs = this.#clock.nowUs() - KEPT_US
    for (;;) {
      const entry = this.#entries[this.#first]
      if (entry === undefined) return undefined
      if (entry.sinceUs >= staleUs) {
        this.#step()
        return entry.value
      }
      this.#drop()
    }
  }

  #drop(): void {
    this.left++
    this.#step()
  }

  // The array is cut only now and then: each cut moves what is left.
  #step(): void {
    this.#first++
    if (this.#first < MAX_LENGTH && this.#first < this.#entries.length) return
    this.#entries = this.#entries.slice(this.#first)
    this.#first = 0
  }
}
