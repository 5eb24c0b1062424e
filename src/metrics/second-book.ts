import type { Sample } from './sample.js'
import type { Reconciled, SecondRecord, ShardSecond } from './second-record.js'
import type { Tier } from './tier.js'
import { Totals } from './totals.js'

const SECOND_US = 1_000_000

/** The second of the run, from 0, in which a run time lies. */
export const secondOf = (runUs: number): number => Math.max(Math.floor(runUs / SECOND_US), 0)

/** The coordinator's book: samples of all shards by the second they were due in, handed out as records that add up. */
export class SecondBook {
  readonly #pages = new Map<number, Page>()
  readonly #cpuUsSoFar = new Map<number, number>()

  record(sample: Sample): void {
    const dueUs = sample.kind === 'felt' ? sample.startUs : sample.intendedUs
    this.#page(secondOf(dueUs)).totals.record(sample)
  }

  /** Exclusive time in a tier of one request of a step; what is negative is clipped at zero and counted. */
  recordTier(tier: Tier, step: number, second: number, us: number): void {
    this.#page(second).totals.step(step).recordTier(tier, us)
  }

  /** Requests of which all tiers are known, to tell how far the parts add up to the whole. */
  recordReconciled(second: number, sums: Reconciled): void {
    this.#page(second).totals.addReconciled(sums)
  }

  /** Users logged in over all shards. */
  recordUsers(second: number, loggedIn: number): void {
    this.#page(second).users = loggedIn
  }

  /** A process's health: CPU time since its start, memory now. */
  recordHealth(second: number, shard: number, health: { readonly cpuUs: number; readonly rssBytes: number }): void {
    const { shards } = this.#page(second)
    const spentUs = health.cpuUs - (this.#cpuUsSoFar.get(shard) ?? 0)
    this.#cpuUsSoFar.set(shard, health.cpuUs)
    shards.set(shard, { shard, cpuUs: (shards.get(shard)?.cpuUs ?? 0) + spentUs, rssBytes: health.rssBytes })
  }

  /** Everything since the last flush, seconds ascending. */
  flush(): SecondRecord[] {
    const records = [...this.#pages].sort(([a], [b]) => a - b).map(([second, page]) => recordOf(second, page))
    this.#pages.clear()
    return records
  }

  #page(second: number): Page {
    const open = this.#pages.get(second)
    if (open) return open
    const page: Page = { totals: new Totals(), shards: new Map() }
    this.#pages.set(second, page)
    return page
  }
}

interface Page {
  readonly totals: Totals
  readonly shards: Map<number, ShardSecond>
  users?: number
}

const recordOf = (second: number, { totals, shards, users }: Page): SecondRecord => ({
  ...totals.toRecord(second),
  ...(users !== undefined && { users }),
  ...(shards.size > 0 && { shards: [...shards.values()] }),
})
