import { ClockOffset } from '../clock-offset.js'

/** What a node's clock is to ours, as its log tells. */
export interface LogClockOffset {
  readonly leastMs: number
  readonly mostMs: number
  readonly hasMoved: boolean
}

/** Tells the time of what a node logged by our clock, wall times in milliseconds. */
export class LogClock {
  readonly #offset = new ClockOffset()

  /** A line with this time was there to be read at `nowMs`, so its moment had come by then. */
  read(loggedMs: number, nowMs: number): void {
    this.#offset.take({ fromMs: loggedMs, toMs: loggedMs }, { fromMs: Number.NEGATIVE_INFINITY, toMs: nowMs + TICK_MS })
  }

  /**
   * nginx began with a request before we had all of its answer, and logged it after we had begun to send it. Its cached clock only ever
   * lags, so the first always holds; the second does where it waited for an upstream server in between, and so turned its clock on.
   */
  joined(nginx: { readonly loggedMs: number; readonly requestMs: number }, sentMs: number, endMs: number): void {
    const { loggedMs, requestMs } = nginx
    this.#offset.take(
      { fromMs: loggedMs - requestMs, toMs: loggedMs + TICK_MS },
      { fromMs: sentMs, toMs: endMs + TICK_MS },
    )
  }

  /** How far the node's clock is ahead of ours; undefined as long as no traced request has said. */
  get offset(): LogClockOffset | undefined {
    const range = this.#offset.range
    if (range === undefined || range.mostMs === Number.POSITIVE_INFINITY) return undefined
    return { ...range, hasMoved: this.#offset.hasMoved }
  }

  /**
   * When that was by our clock. Before a traced request has told, what was read soonest after its moment tells best, and is taken for
   * read at once.
   */
  oursMs(loggedMs: number): number {
    const { leastMs = 0, mostMs = leastMs } = this.#offset.range ?? {}
    return loggedMs - (mostMs === Number.POSITIVE_INFINITY ? leastMs : (leastMs + mostMs) / 2)
  }
}

/** nginx cuts times down to whole milliseconds, and so does our wall clock. */
const TICK_MS = 1
