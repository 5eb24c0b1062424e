import type { Clock } from '../base/clock.js'
import { Alarm } from './alarm.js'

// A turn is some milliseconds late now and then; who comes due meanwhile is woken in it, and counts as late by himself.
const LEAST_STANDSTILL_US = 10_000

/** When a loop turns next, and the last time that it did not though it was to: its process was busy or stopped. Run times. */
export class Turns {
  readonly #alarm: Alarm
  readonly #clock: Clock
  #nextUs = Number.POSITIVE_INFINITY
  #stoodFromUs = 0
  #stoodToUs = 0

  /** `leastMs` lies at least between a plan and its turn. */
  constructor(turn: () => void, leastMs: number, clock: Clock) {
    this.#alarm = new Alarm(turn, leastMs)
    this.#clock = clock
  }

  /** A turn begins, and will plan the next one itself. Hands back the time. */
  begin(): number {
    const nowUs = this.#clock.nowUs()
    this.#noteStandstill(nowUs)
    this.#nextUs = Number.NEGATIVE_INFINITY
    return nowUs
  }

  planIn(delayUs: number): void {
    this.#nextUs = this.#clock.nowUs() + delayUs
    this.#alarm.set(delayUs)
  }

  /** There must be a turn by then. */
  planBy(atUs: number): void {
    if (atUs < this.#nextUs) this.planIn(atUs - this.#clock.nowUs())
  }

  /** How much later than meant something could begin because the loop stood still, microseconds; 0 when it did not. */
  lagAt(meantUs: number): number {
    // Answers that came while the process was stopped are read before the turn that is overdue.
    if (Number.isFinite(this.#nextUs)) this.#noteStandstill(this.#clock.nowUs())
    return meantUs >= this.#stoodFromUs && meantUs < this.#stoodToUs ? this.#stoodToUs - meantUs : 0
  }

  end(): void {
    this.#alarm.clear()
  }

  #noteStandstill(nowUs: number): void {
    if (nowUs - this.#nextUs < LEAST_STANDSTILL_US) return
    this.#stoodFromUs = this.#nextUs
    this.#stoodToUs = nowUs
  }
}
