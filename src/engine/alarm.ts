/** The one timer of a loop, set anew each time; in whole milliseconds, as Node's timers are, and at least one. */
export class Alarm {
  readonly #ring: () => void
  #timer: NodeJS.Timeout | undefined
  #ms = 0

  constructor(ring: () => void) {
    this.#ring = ring
  }

  /** Rings once, so many microseconds from now, rounded down; whatever was set before does not. */
  set(delayUs: number): void {
    const ms = Math.max(1, Math.floor(delayUs / 1_000))
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
