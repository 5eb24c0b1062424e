/** How far a server's clock is ahead of ours, milliseconds; below zero it is behind. */
export interface OffsetRange {
  readonly leastMs: number
  readonly mostMs: number
}

/**
 * Estimates the offset of a server's clock from what it says of moments that we can bracket: each saying allows a range of
 * offsets, and the truth lies in all of them, so that whole seconds of a `Date` header tell milliseconds after a while.
 */
export class ClockOffset {
  #leastMs = Number.NEGATIVE_INFINITY
  #mostMs = Number.POSITIVE_INFINITY
  /** The clock was set or drifts: no offset agrees with all that was said. */
  hasMoved = false

  /** The server named a moment between `server.fromMs` and `server.toMs`, which lay between `local.fromMs` and `local.toMs` by our clock. */
  take(server: Moment, local: Moment): void {
    const leastMs = server.fromMs - local.toMs
    const mostMs = server.toMs - local.fromMs
    if (leastMs > this.#mostMs || mostMs < this.#leastMs) {
      this.hasMoved = true
      this.#leastMs = leastMs
      this.#mostMs = mostMs
      return
    }
    this.#leastMs = Math.max(this.#leastMs, leastMs)
    this.#mostMs = Math.min(this.#mostMs, mostMs)
  }

  /** Undefined as long as nothing was said. */
  get range(): OffsetRange | undefined {
    if (!Number.isFinite(this.#leastMs)) return undefined
    return { leastMs: this.#leastMs, mostMs: this.#mostMs }
  }
}

export interface Moment {
  readonly fromMs: number
  readonly toMs: number
}
