import { Bag, type Bagged } from '../base/bag.js'
import type { Clock } from '../base/clock.js'

/** Something that must have happened by a time, microseconds on the clock; it may not change while watched. */
export interface Watched extends Bagged {
  readonly deadlineUs: number
  /** The time has passed; it is no longer watched. */
  expire(nowUs: number): void
}

// Looked through at most this often: what is late is found late by no more, and 20,000 requests in flight cost 1 % of a core.
const GAP_US = 50_000

/**
 * All time-outs of a transport on one timer, set for the earliest. Adding and removing cost next to nothing, and since nearly all is
 * removed in time, the timer of a healthy run fires once per time-out and not once per request.
 */
export class Deadlines {
  readonly #clock: Clock
  readonly #watched = new Bag<Watched>()
  #timer: NodeJS.Timeout | undefined
  #timerUs = Number.POSITIVE_INFINITY
  #lookedUs = Number.NEGATIVE_INFINITY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(watched: Watched): void {
    this.#watched.add(watched)
    if (watched.deadlineUs < this.#timerUs) this.#arm(watched.deadlineUs)
  }

  remove(watched: Watched): void {
    this.#watched.delete(watched)
  }

  /** Forgets everything and lets go of the timer. */
  close(): void {
    this.#watched.clear()
    clearTimeout(this.#timer)
  }

  #arm(deadlineUs: number): void {
    const atUs = Math.max(deadlineUs, this.#lookedUs + GAP_US)
    if (atUs >= this.#timerUs) return
    clearTimeout(this.#timer)
    this.#timerUs = atUs
    // Not what keeps a process alive: whatever is waited for has a socket of its own that does.
    const delayMs = Math.min(Math.max(0, Math.ceil((atUs - this.#clock.nowUs()) / 1_000)), 0x7fff_ffff)
    this.#timer = setTimeout(this.#ring, delayMs).unref()
  }

  // After the sockets were read: an answer that has arrived while this process was busy is not late.
  readonly #ring = (): void => {
    setImmediate(() => this.#look())
  }

  #look(): void {
    const nowUs = this.#clock.nowUs()
    this.#timerUs = Number.POSITIVE_INFINITY
    this.#lookedUs = nowUs
    let earliestUs = Number.POSITIVE_INFINITY
    const late: Watched[] = []
    for (const watched of this.#watched) {
      if (watched.deadlineUs <= nowUs) late.push(watched)
      else if (watched.deadlineUs < earliestUs) earliestUs = watched.deadlineUs
    }
    if (earliestUs < Number.POSITIVE_INFINITY) this.#arm(earliestUs)
    for (const watched of late) if (this.#watched.delete(watched)) watched.expire(nowUs)
  }
}
