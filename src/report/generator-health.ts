import type { Distribution } from '../metrics/distribution.js'
import type { ShardHealth } from '../metrics/health-fold.js'
import type { MachineHealth } from '../metrics/machine-fold.js'
import type { JoinerStats, ShardDeath, ShardSilence } from '../metrics/run-record.js'
import type { LateCause } from '../verdict/late-cause.js'

/** What the load generator itself was doing. */
export interface GeneratorHealth {
  readonly shards: number
  readonly shardDeaths: readonly ShardDeath[]
  /** Times in which a shard stood still. */
  readonly silences: readonly ShardSilence[]
  /** Intended write against real write of each request. */
  readonly lag: Distribution | null
  readonly lagLimitUs: number
  readonly cpuSeconds: number
  /** Sum of the processes' peaks. */
  readonly rssBytes: number
  /** Null where it was not counted, or without TLS. */
  readonly handshakes: { readonly full: number; readonly resumed: number } | null
  /** What came of joining traces with log lines; null without a source to join. */
  readonly joiner: JoinerStats | null
  /** Null is what was not measured, or what the machine's system does not tell. */
  readonly health: {
    /** Its processes; -1 is the coordinator. */
    readonly shards: readonly ShardHealth[]
    readonly machine: Omit<MachineHealth, 'portsPeak'> & {
      /** Local ports taken by the users' connections or in TIME_WAIT, and how many there are over all source addresses. */
      readonly ports: { readonly peak: number; readonly of: number | null } | null
    }
    /** Seconds whose lag p99 passed the limit, the first of them, and what their figures say of it. */
    readonly late: {
      readonly seconds: number
      readonly firstSecond: number | null
      readonly cause: LateCause | null
    }
  }
}
