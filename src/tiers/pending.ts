import type { Clock } from '../base/clock.js'

const SECOND_US = 1_000_000
const KEPT_SECONDS = 5

interface Entry<T> {
  readonly value: T
  readonly second: number
}

/** One side of a join: what waits for its partner, oldest first, bounded in time and number; counts what left without one. */
export class Pending<T> {
  /** All that came in. */
  seen = 0
  /** Left without a partner. */
  unmatched = 0

  readonly #clock: Clock
  readonly #max: number
  readonly #keptSeconds: number
  readonly #entries = new Map<string, Entry<T>>()
  #closedUntil = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, max: number, keptSeconds = KEPT_SECONDS) {
    this.#clock = clock
    this.#max = max
    this.#keptSeconds = keptSeconds
  }

  get waiting(): number {
    return this.#entries.size
  }

  /** Takes out what waits under this key. */
  partnerOf(key: string): T | undefined {
    const entry = this.#entries.get(key)
    if (entry) this.#entries.delete(key)
    return entry?.value
  }

  /** Counts what came in, and lets it wait unless it has its partner already. */
  add(key: string, value: T, hasPartner: boolean): void {
    this.seen++
    if (hasPartner) return
    // A second one of the same key has no partner to come: the first has the better claim.
    if (this.#entries.has(key)) this.unmatched++
    else this.#entries.set(key, { value, second: this.#second() })
    if (this.#entries.size > this.#max) this.#dropOldest()
  }

  /** Lets go of what came in during a second that ended 5 s ago, or however long things are kept, or earlier. */
  closeDue(): void {
    const lastClosed = this.#second() - this.#keptSeconds - 1
    if (lastClosed <= this.#closedUntil) return
    this.#closedUntil = lastClosed
    for (const [key, { second }] of this.#entries) {
      if (second > lastClosed) return
      this.#entries.delete(key)
      this.unmatched++
    }
  }

  closeAll(): void {
    this.unmatched += this.#entries.size
    this.#entries.clear()
  }

  #dropOldest(): void {
    const [oldest] = this.#entries.keys()
    if (oldest !== undefined && this.#entries.delete(oldest)) this.unmatched++
  }

  #second(): number {
    return Math.floor(this.#clock.nowUs() / SECOND_US)
  }
}
