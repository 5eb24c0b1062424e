import type { RunMeta } from '../metrics/run-record.js'
import type { SecondRecord } from '../metrics/second-record.js'
import { UsersFold } from '../metrics/users-fold.js'
import { objectivesOf } from './objectives-of.js'
import { SloMeter } from './slo-meter.js'
import type { SloResult } from './slo-result.js'

/** How a run's SLOs stand while it lasts: what would be said of each if no further sample came. */
export class SloWatch {
  readonly #meters: readonly SloMeter[]
  readonly #users = new UsersFold()

  /** Throws a UsageError for an SLO that this run could not measure. */
  constructor(meta: RunMeta) {
    this.#meters = objectivesOf(meta).map((objective) => new SloMeter(objective))
  }

  add(records: readonly SecondRecord[]): void {
    for (const record of records) {
      for (const meter of this.#meters) meter.add(record)
      if (record.users !== undefined) this.#users.add(record.second, record.users)
    }
  }

  /** In the order of the profile. */
  get results(): readonly SloResult[] {
    return this.#meters.map((meter) => meter.result({ users: this.#users }))
  }
}
