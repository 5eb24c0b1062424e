import {
  addedLoops,
  addedPauses,
  type MachineSecond,
  NO_PAUSES,
  type ProcessHealth,
  type ShardSecond,
} from './health-record.js'
import type { NodeSpan } from './node-span.js'
import type { OpenedEntries } from './opened-connections.js'
import { secondOf } from './run-second.js'
import type { LagSample, Sample } from './sample.js'
import type { NginxLook, Reconciled, SecondRecord } from './second-record.js'
import { SparseHistogram } from './sparse-histogram.js'
import type { Tier } from './tier.js'
import { Totals } from './totals.js'

/** The coordinator's book: samples of all shards by the second they were due in, handed out as records that add up. */
export class SecondBook {
  readonly #pages = new Map<number, Page>()
  readonly #cpuUsSoFar = new Map<number, number>()

  record(sample: Sample): void {
    const dueUs = sample.kind === 'felt' ? sample.startUs : sample.intendedUs
    this.#page(secondOf(dueUs)).totals.record(sample)
  }

  /** Schedule lag, kept apart by shard. */
  recordLag(shard: number, { intendedUs, lagUs }: LagSample): void {
    const { lags } = this.#page(secondOf(intendedUs))
    const known = lags.get(shard)
    const lag = known ?? new SparseHistogram()
    if (!known) lags.set(shard, lag)
    lag.record(lagUs)
  }

  /** Exclusive time in a tier of one request of a step; what is negative is clipped at zero and counted. */
  recordTier(tier: Tier, step: number, second: number, us: number): void {
    this.#page(second).totals.step(step).recordTier(tier, us)
  }

  /** Requests of which all tiers are known, to tell how far the parts add up to the whole. */
  recordReconciled(second: number, sums: Reconciled): void {
    this.#page(second).totals.addReconciled(sums)
  }

  /** A traced request's time by nginx's own clock, microseconds. */
  recordNginxTime(second: number, requestUs: number): void {
    const ms = requestUs / 1_000
    this.#page(second).totals.addNginxTimes({ requests: 1, totalMs: ms, totalSquareMs: ms * ms })
  }

  /** A sampled request's time in a tier by its spans, exclusive of the tiers behind it, microseconds. */
  recordSpanTime(second: number, tier: Tier, us: number): void {
    this.#page(second).totals.recordSpanTime(tier, us)
  }

  recordLook(second: number, look: NginxLook): void {
    this.#page(second).looks.push(look)
  }

  /** What one node told of a time that has ended. */
  recordNode(span: NodeSpan): void {
    this.#page(secondOf(span.toUs)).nodes.push(span)
  }

  /** Connections that came up. */
  recordOpened(second: number, entries: OpenedEntries): void {
    this.#page(second).totals.opened.merge(entries)
  }

  /** Users logged in over all shards. */
  recordUsers(second: number, loggedIn: number): void {
    this.#page(second).users = loggedIn
  }

  /** A process's health. */
  recordHealth(second: number, shard: number, health: ProcessHealth): void {
    const { shards } = this.#page(second)
    const spentUs = health.cpuUs - (this.#cpuUsSoFar.get(shard) ?? 0)
    this.#cpuUsSoFar.set(shard, health.cpuUs)
    const now = { ...health, cpuUs: spentUs }
    const known = shards.get(shard)
    shards.set(shard, known ? later(known, now) : now)
  }

  recordMachine(second: number, machine: MachineSecond): void {
    this.#page(second).machine = machine
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
    const page: Page = { totals: new Totals(), shards: new Map(), lags: new Map(), looks: [], nodes: [] }
    this.#pages.set(second, page)
    return page
  }
}

interface Page {
  readonly totals: Totals
  readonly shards: Map<number, ProcessHealth>
  readonly lags: Map<number, SparseHistogram>
  users?: number
  machine?: MachineSecond
  readonly looks: NginxLook[]
  readonly nodes: NodeSpan[]
}

const recordOf = (second: number, { totals, shards, lags, users, machine, looks, nodes }: Page): SecondRecord => {
  const ids = [...new Set([...shards.keys(), ...lags.keys()])].sort((a, b) => a - b)
  const clamped = [...lags.values()].reduce((sum, lag) => sum + lag.clamped, totals.clamped)
  return {
    ...totals.toRecord(second),
    ...(clamped > 0 && { clamped }),
    ...(users !== undefined && { users }),
    ...(machine && { machine }),
    ...(looks.length > 0 && { looks }),
    ...(nodes.length > 0 && { nodes }),
    ...(ids.length > 0 && { shards: ids.map((shard) => shardOf(shard, shards.get(shard), lags.get(shard))) }),
  }
}

const shardOf = (shard: number, health: ProcessHealth | undefined, lag: SparseHistogram | undefined): ShardSecond => ({
  shard,
  ...health,
  ...(lag && { lag: lag.entries() }),
})

/** Two reports of a process in one second; CPU time is that since the one before. */
const later = (first: ProcessHealth, { cpuUs, rssBytes, loop, gc }: ProcessHealth): ProcessHealth => ({
  cpuUs: first.cpuUs + cpuUs,
  rssBytes,
  loop: addedLoops(first.loop, loop),
  ...((first.gc || gc) && { gc: addedPauses(first.gc ?? NO_PAUSES, gc ?? NO_PAUSES) }),
})
