import { HealthFold } from './health-fold.js'
import type { SecondRecord } from './second-record.js'
import { Timeline } from './timeline.js'
import { Totals } from './totals.js'

/** All stored seconds of a run, added up. */
export class RunFold {
  readonly totals = new Totals()
  readonly timeline = new Timeline()
  readonly health = new HealthFold()
  readonly #users = new Map<number, number>()
  #lastSecond = -1

  add(record: SecondRecord): void {
    this.totals.merge(record)
    this.timeline.add(record)
    this.health.add(record)
    this.#lastSecond = Math.max(this.#lastSecond, record.second)
    if (record.users !== undefined) this.#users.set(record.second, record.users)
  }

  /** End of the last second of which anything is known, microseconds. */
  get endUs(): number {
    return (this.#lastSecond + 1) * 1_000_000
  }

  get peakUsers(): number {
    let peak = 0
    for (const users of this.#users.values()) peak = Math.max(peak, users)
    return peak
  }

  /** Mean of the users logged in over the seconds that begin in a span; undefined when none was counted. */
  meanUsers(fromUs: number, toUs: number): { readonly mean: number; readonly seconds: number } | undefined {
    let sum = 0
    let seconds = 0
    for (const [second, users] of this.#users) {
      if (second * 1_000_000 < fromUs || second * 1_000_000 >= toUs) continue
      sum += users
      seconds++
    }
    return seconds === 0 ? undefined : { mean: sum / seconds, seconds }
  }
}
