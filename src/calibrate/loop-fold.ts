import type { SecondRecord } from '../metrics/second-record.js'

/** What a closed loop made of some seconds of a run. */
export class LoopFold {
  readonly #fromSec: number
  readonly #toSec: number
  readonly #spent = new Map<number, { cpuUs: number; overUs: number }>()
  #inside = 0
  /** Over the whole run, the seconds that are not counted included. */
  answered = 0
  failed = 0

  /** Counts from second `fromSec` to before `toSec`. */
  constructor(fromSec: number, toSec: number) {
    this.#fromSec = fromSec
    this.#toSec = toSec
  }

  add({ second, steps = [], shards = [] }: SecondRecord): void {
    const isInside = second >= this.#fromSec && second < this.#toSec
    for (const { ok = 0, failed = {}, dropped = 0, inFlight = 0 } of steps) {
      this.answered += ok
      this.failed += Object.values(failed).reduce((sum, count) => sum + count, dropped + inFlight)
      if (isInside) this.#inside += ok
    }
    if (!isInside) return
    for (const { shard, cpuUs = 0, loop } of shards) {
      const known = this.#spent.get(shard) ?? { cpuUs: 0, overUs: 0 }
      this.#spent.set(shard, { cpuUs: known.cpuUs + cpuUs, overUs: known.overUs + (loop?.overUs ?? 0) })
    }
  }

  /** Requests answered, a second. */
  get perSec(): number {
    return this.#inside / (this.#toSec - this.#fromSec)
  }

  /** Cores that all processes used together, each over the time that it told of. */
  get cores(): number {
    const spent = [...this.#spent.values()].filter(({ overUs }) => overUs > 0)
    return spent.reduce((sum, { cpuUs, overUs }) => sum + cpuUs / overUs, 0)
  }
}
