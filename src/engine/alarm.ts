/** The one timer of a loop, set anew each time; in whole milliseconds, as Node's timers are. */
export class Alarm {
  readonly #ring: () => void
  readonly #leastMs: number
  #timer: NodeJS.Timeout | undefined
  #ms = 0

  /** `leastMs`, at least 1: it never rings sooner. */
  constructor(ring: () => void, leastMs: number) {
    this.#ring = ring
    this.#leastMs = leastMs
  }

  /** Rings once, so many microseconds from now, rounded down to milliseconds; whatever was set before does not. */
  set(delayUs: number): void {
    const ms = Math.max(this.#leastMs, Math.floor(delayUs / 1_000))
    // Mostly the same short time again: the timer at hand then serves, and none is made.
    if (this.#timer && ms === this.#ms) {
      this.#timer.refresh()
      return
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#ring, ms)
    this.#ms = ms
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
