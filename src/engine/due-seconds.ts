import { secondOf } from '../metrics/run-second.js'

/** How many requests were due in a second of the run. */
export type DueCount = readonly [second: number, count: number]

/** Counts due requests by second as they are sent, so that what is missing of a second is known before it is answered. */
export class DueSeconds {
  readonly #counts = new Map<number, number>()
  #second = -1
  #count = 0

  add(dueUs: number): void {
    const second = secondOf(dueUs)
    if (second !== this.#second) this.#turnTo(second)
    this.#count++
  }

  /** Counts since the last call; a second comes again when more of it was sent late. */
  take(): readonly DueCount[] {
    this.#turnTo(-1)
    const counts = [...this.#counts]
    this.#counts.clear()
    return counts
  }

  // Nearly all requests are due in the second of the one before: that one is counted without a look into the map.
  #turnTo(second: number): void {
    if (this.#count > 0) this.#counts.set(this.#second, (this.#counts.get(this.#second) ?? 0) + this.#count)
    this.#second = second
    this.#count = 0
  }
}
