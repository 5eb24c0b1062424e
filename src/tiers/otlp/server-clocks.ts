import { ClockOffset, type OffsetRange } from '../clock-offset.js'
import type { Interval } from './intervals.js'
import type { Served } from './trace-times.js'

/** How far the clock of one application process is ahead of ours. */
export interface ServerClock extends OffsetRange {
  /** Its host, as it calls itself. */
  readonly node: string
  readonly hasMoved: boolean
}

const MOST_PROCESSES = 1_000

/** Estimates the clock of each application process: it served a request after we sent it and before we had the answer. */
export class ServerClocks {
  readonly #offsets = new Map<string, { readonly node: string; readonly offset: ClockOffset }>()

  /** One request: as its process saw it, and from its first byte sent to the answer's last byte, by our clock since 1970. */
  take({ origin, startUs, endUs }: Served, sent: Interval): void {
    // Work that goes on behind the answer says nothing of the answer's moment.
    if (endUs - startUs > sent.endUs - sent.startUs) return
    const offset = this.#offsetOf(origin)
    const local = { fromMs: sent.startUs / 1_000, toMs: sent.endUs / 1_000 }
    offset?.take({ fromMs: startUs / 1_000, toMs: startUs / 1_000 }, local)
    offset?.take({ fromMs: endUs / 1_000, toMs: endUs / 1_000 }, local)
  }

  get all(): readonly ServerClock[] {
    return [...this.#offsets.values()].flatMap(({ node, offset }) =>
      offset.range ? [{ node, ...offset.range, hasMoved: offset.hasMoved }] : [],
    )
  }

  #offsetOf({ key, node }: Served['origin']): ClockOffset | undefined {
    const known = this.#offsets.get(key)
    if (known || this.#offsets.size >= MOST_PROCESSES) return known?.offset
    const offset = new ClockOffset()
    this.#offsets.set(key, { node, offset })
    return offset
  }
}
