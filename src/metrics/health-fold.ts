import { type Distribution, distributionOf } from './distribution.js'
import {
  addedLoops,
  addedPauses,
  type GcPauses,
  type LoopHealth,
  NO_PAUSES,
  type ShardSecond,
} from './health-record.js'
import { HealthSeconds } from './health-seconds.js'
import { MachineFold, type MachineHealth } from './machine-fold.js'
import type { SecondRecord } from './second-record.js'
import { SparseHistogram } from './sparse-histogram.js'

/** One process of the generator over the run; shard -1 is the coordinator. Null is what was not measured. */
export interface ShardHealth {
  readonly shard: number
  readonly lag: Distribution | null
  readonly cpuSeconds: number
  /** Peak. */
  readonly rssBytes: number
  /** `utilisation`: mean share of the time in which the loop had something to do; `busiest`: of its busiest second. */
  readonly loop: { readonly utilisation: number; readonly busiest: number; readonly longestDelayUs: number } | null
  readonly gc: GcPauses
}

/** The generator's own health, added up from the stored seconds. */
export class HealthFold {
  readonly seconds = new HealthSeconds()
  readonly #machine = new MachineFold()
  readonly #shards = new Map<number, ShardSums>()
  #busySeconds = 0

  add(record: SecondRecord): void {
    this.seconds.add(record)
    if (record.machine) this.#machine.add(record.machine)
    for (const shard of record.shards ?? []) this.#addShard(shard)
  }

  /** CPU of the generator's processes, the sum of their memory peaks, and seconds in which one of them was busy throughout. */
  get spent(): { readonly cpuSeconds: number; readonly rssBytes: number; readonly busySeconds: number } {
    let [cpuUs, rssBytes] = [0, 0]
    for (const shard of this.#shards.values()) {
      cpuUs += shard.cpuUs
      rssBytes += shard.rssBytes
    }
    return { cpuSeconds: cpuUs / 1_000_000, rssBytes, busySeconds: this.#busySeconds }
  }

  get shards(): ShardHealth[] {
    return [...this.#shards].sort(([a], [b]) => a - b).map(([shard, sums]) => shardHealth(shard, sums))
  }

  get machine(): MachineHealth {
    return this.#machine.health
  }

  #addShard({ shard, cpuUs = 0, rssBytes = 0, loop, gc, lag = [] }: ShardSecond): void {
    const sums = this.#shards.get(shard) ?? noSums()
    this.#shards.set(shard, sums)
    sums.lag.mergeEntries(lag)
    sums.cpuUs += cpuUs
    sums.rssBytes = Math.max(sums.rssBytes, rssBytes)
    if (cpuUs > BUSY_US) this.#busySeconds++
    if (gc) sums.gc = addedPauses(sums.gc, gc)
    if (!loop) return
    sums.loop = addedLoops(sums.loop, loop)
    sums.busiest = Math.max(sums.busiest, utilisationOf(loop))
  }
}

interface ShardSums {
  readonly lag: SparseHistogram
  cpuUs: number
  rssBytes: number
  gc: GcPauses
  loop: LoopHealth
  busiest: number
}

const noSums = (): ShardSums => ({
  lag: new SparseHistogram(),
  cpuUs: 0,
  rssBytes: 0,
  gc: NO_PAUSES,
  loop: { activeUs: 0, overUs: 0, longestDelayUs: 0 },
  busiest: 0,
})

// A process's loop has one core; from here on what it does late is its own doing.
const BUSY_US = 900_000

const shardHealth = (shard: number, { lag, cpuUs, rssBytes, gc, loop, busiest }: ShardSums): ShardHealth => ({
  shard,
  lag: distributionOf(lag),
  cpuSeconds: cpuUs / 1_000_000,
  rssBytes,
  loop: loop.overUs > 0 ? { utilisation: utilisationOf(loop), busiest, longestDelayUs: loop.longestDelayUs } : null,
  gc,
})

const utilisationOf = ({ activeUs, overUs }: LoopHealth): number => (overUs > 0 ? Math.min(activeUs / overUs, 1) : 0)
