import { countText, spanText } from '../base/quantity-text.js'
import type { SecondRecord } from '../metrics/second-record.js'

/** Least share of the due requests that this machine must have sent. */
export const LEAST_SENT_SHARE = 0.99

/** Why a request cannot be sent: the system refused a socket; which of its limits it was differs from one to the next. */
export const FEW_SOCKETS_TEXT =
  'this machine ran out of open files, local ports or memory for sockets; raise the limit (docs/limits.md), or use more shards or source addresses'

const SECOND_US = 1_000_000
// Shards tell five times a second what was due and what was dropped, and each takes a moment to be heard.
const TOLD_WITHIN_US = 400_000
const KEPT_US = 60_000_000

/** Says once, as soon as it is known, that more requests of a second than may be could not be sent. */
export class DropWatch {
  readonly #seconds = new Map<number, { due: number; dropped: number }>()
  #isSaid = false

  /** So many more requests were due in a second, answered or not. */
  due(second: number, count: number): void {
    if (!this.#isSaid) this.#at(second).due += count
  }

  /** The sentence, the first time that too many of a second's requests were dropped. */
  announcementAfter(records: readonly SecondRecord[], runUs: number): string | undefined {
    if (this.#isSaid) return undefined
    for (const record of records) this.#add(record)
    for (const [second, { due, dropped }] of this.#seconds) {
      const overUs = runUs - (second + 1) * SECOND_US
      if (overUs >= TOLD_WITHIN_US && dropped > due * (1 - LEAST_SENT_SHARE)) return this.#said(second)
      if (overUs > KEPT_US) this.#seconds.delete(second)
    }
    return undefined
  }

  #add({ second, steps = [] }: SecondRecord): void {
    const dropped = steps.reduce((sum, step) => sum + (step.dropped ?? 0), 0)
    if (dropped > 0) this.#at(second).dropped += dropped
  }

  #at(second: number): { due: number; dropped: number } {
    const known = this.#seconds.get(second) ?? { due: 0, dropped: 0 }
    this.#seconds.set(second, known)
    return known
  }

  #said(second: number): string {
    const { due, dropped } = this.#seconds.get(second) ?? { due: 0, dropped: 0 }
    this.#isSaid = true
    this.#seconds.clear()
    const when = second === 0 ? 'at the start' : `${spanText(second * SECOND_US)} after the start`
    const unsent = `${countText(dropped)} of ${countText(due)} requests that were due ${when}`
    return `the generator could not send ${unsent}: ${FEW_SOCKETS_TEXT}`
  }
}
