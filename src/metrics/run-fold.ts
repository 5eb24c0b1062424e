import { HealthFold } from './health-fold.js'
import { NginxFold } from './nginx-fold.js'
import { NodeFold } from './node-fold.js'
import type { SecondRecord } from './second-record.js'
import { Timeline } from './timeline.js'
import { Totals } from './totals.js'
import { TraceFold } from './trace-fold.js'
import { UsersFold } from './users-fold.js'

/** All stored seconds of a run, added up. */
export class RunFold {
  readonly totals = new Totals()
  readonly timeline = new Timeline()
  readonly health = new HealthFold()
  readonly users: UsersFold
  readonly nginx = new NginxFold()
  readonly traces = new TraceFold()
  readonly nodes = new NodeFold()
  #lastSecond = -1

  /** `stayUs`: when a run that was stopped sent its users away. */
  constructor(stayUs?: number) {
    this.users = new UsersFold(stayUs)
  }

  add(record: SecondRecord): void {
    this.totals.merge(record)
    this.timeline.add(record)
    this.health.add(record)
    this.#lastSecond = Math.max(this.#lastSecond, record.second)
    this.nginx.add(record)
    this.traces.add(record)
    this.nodes.add(record.nodes)
    if (record.users !== undefined) this.users.add(record.second, record.users)
  }

  /** End of the last second of which anything is known, microseconds. */
  get endUs(): number {
    return (this.#lastSecond + 1) * 1_000_000
  }
}
