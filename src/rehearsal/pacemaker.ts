import type { Clock } from '../base/clock.js'
import { EventQueue } from './event-queue.js'

/** How a pacemaker is woken; tests put a fake in. */
export type Wake = (afterMs: number, wake: () => void) => { cancel(): void }

const wakeByTimer: Wake = (afterMs, wake) => {
  const timer = setTimeout(wake, afterMs)
  return { cancel: () => clearTimeout(timer) }
}

/**
 * Keeps virtual time in step with the clock: one timer for the earliest event of all. Events run in virtual order however
 * late the timer is, so lateness of one stage does not add to the next.
 */
export class Pacemaker {
  readonly queue = new EventQueue()
  readonly #clock: Clock
  readonly #wake: Wake
  #armed: { readonly atUs: number; readonly cancel: () => void } | undefined

  constructor(clock: Clock, wake: Wake = wakeByTimer) {
    this.#clock = clock
    this.#wake = wake
  }

  /** The time, without running anything: for events, which must not run others. */
  get timeUs(): number {
    return this.#clock.nowUs()
  }

  /** Runs what is due, then what happens now, then arms the timer; gives the time. */
  now(happening?: (nowUs: number) => void): number {
    const nowUs = this.#clock.nowUs()
    this.queue.runUntil(nowUs)
    happening?.(nowUs)
    this.#arm(nowUs)
    return nowUs
  }

  stop(): void {
    this.#armed?.cancel()
    this.#armed = undefined
  }

  #arm(nowUs: number): void {
    const nextUs = this.queue.nextUs
    if (nextUs === Number.POSITIVE_INFINITY || (this.#armed && this.#armed.atUs <= nextUs)) return
    this.#armed?.cancel()
    const { cancel } = this.#wake(Math.max(0, Math.ceil((nextUs - nowUs) / 1000)), () => {
      this.#armed = undefined
      this.now()
    })
    this.#armed = { atUs: nextUs, cancel }
  }
}
