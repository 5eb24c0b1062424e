import { setTimeout } from 'node:timers/promises'
import { type Clock, monotonicClock } from '../base/clock.js'

/** How seeding passes time; the system's own outside of tests. */
export interface Timing {
  readonly clock: Clock
  pause(ms: number): Promise<void>
}

/** The machine's own clock and pauses. */
export const systemTiming: Timing = { clock: monotonicClock, pause: (ms) => setTimeout(ms) }

/** Spreads calls evenly over time, whoever asks: none is made up for later, so there is never a burst. */
export class Pace {
  readonly #timing: Timing
  readonly #gapUs: number
  #nextUs = 0

  constructor(ratePerSec: number, timing: Timing) {
    this.#timing = timing
    this.#gapUs = 1_000_000 / ratePerSec
  }

  /** Resolves when the next call may be made. */
  async turn(): Promise<void> {
    const nowUs = this.#timing.clock.nowUs()
    const atUs = Math.max(this.#nextUs, nowUs)
    this.#nextUs = atUs + this.#gapUs
    if (atUs > nowUs) await this.#timing.pause((atUs - nowUs) / 1_000)
  }
}
