import type { MachineSecond, ShardSecond } from './health-record.js'
import type { SecondRecord } from './second-record.js'

/** What the generator and its machine were doing in a second, or in some; undefined is what nobody told. */
export interface HealthFigures {
  /** Busy and stolen share of the machine's cores. */
  readonly cpuShare: number | undefined
  readonly stealShare: number | undefined
  /** Cores that all processes of the generator used, and the shard that used most. */
  readonly generatorCores: number | undefined
  readonly busiest: ShardCores | undefined
  /** Longest time that a timer of a shard had to wait, and whether the shard used its core meanwhile. */
  readonly delay: { readonly shard: number; readonly us: number; readonly isComputing: boolean } | undefined
  readonly longestGcUs: number | undefined
}

/** One shard, by its number from 0, and the cores that it used: CPU seconds a second. */
export interface ShardCores {
  readonly shard: number
  readonly cores: number
}

/** The generator's health second by second, kept small: of the shards only the worst. */
export class HealthSeconds {
  readonly #seconds = new Map<number, HealthFigures>()

  add({ second, machine, shards = [] }: SecondRecord): void {
    const told = shards.filter(({ loop }) => loop !== undefined)
    if (!machine && told.length === 0) return
    const known = this.#seconds.get(second) ?? NOTHING
    const figures = told.length > 0 ? together(known, shardFigures(told)) : known
    this.#seconds.set(second, { ...figures, ...machineFigures(machine ?? known) })
  }

  /** Gives up what is known of the seconds before one. */
  forgetBefore(second: number): void {
    for (const known of this.#seconds.keys()) if (known < second) this.#seconds.delete(known)
  }

  /** What is known of some seconds, one by one; of a second that nobody told of nothing is. */
  at(seconds: readonly number[]): readonly HealthFigures[] {
    return seconds.map((second) => this.#seconds.get(second) ?? NOTHING)
  }
}

/** Some seconds as one: shares are means, delays and pauses the longest. */
export const combined = (seconds: readonly HealthFigures[]): HealthFigures => ({
  cpuShare: meanOf(seconds, 'cpuShare'),
  stealShare: meanOf(seconds, 'stealShare'),
  generatorCores: meanOf(seconds, 'generatorCores'),
  busiest: busiestOf(seconds.map(({ busiest }) => busiest).filter(isTold)),
  delay: most(seconds.map(({ delay }) => delay).filter(isTold), ({ us }) => us),
  longestGcUs: most(seconds.map(({ longestGcUs }) => longestGcUs).filter(isTold), (us) => us),
})

const NOTHING: HealthFigures = {
  cpuShare: undefined,
  stealShare: undefined,
  generatorCores: undefined,
  busiest: undefined,
  delay: undefined,
  longestGcUs: undefined,
}

const machineFigures = ({ cpuShare, stealShare }: MachineSecond | HealthFigures) => ({ cpuShare, stealShare })

const shardFigures = (processes: readonly ShardSecond[]): Omit<HealthFigures, 'cpuShare' | 'stealShare'> => {
  const shards = processes.filter(({ shard }) => shard >= 0)
  const cores = shards.map((one) => ({ shard: one.shard, cores: coresOf(one) }))
  const delays = shards.map((one) => ({
    shard: one.shard,
    us: one.loop?.longestDelayUs ?? 0,
    isComputing: isComputing(one),
  }))
  return {
    generatorCores: processes.reduce((sum, one) => sum + coresOf(one), 0),
    busiest: most(cores, (one) => one.cores),
    delay: most(delays, ({ us }) => us),
    longestGcUs: most(
      shards.map(({ gc }) => gc?.longestUs ?? 0),
      (us) => us,
    ),
  }
}

// The processes of a second tell of it one after the other.
const together = (a: HealthFigures, b: ReturnType<typeof shardFigures>): HealthFigures => ({
  ...a,
  generatorCores: (a.generatorCores ?? 0) + (b.generatorCores ?? 0),
  busiest: most([a.busiest, b.busiest].filter(isTold), ({ cores }) => cores),
  delay: most([a.delay, b.delay].filter(isTold), ({ us }) => us),
  longestGcUs: most([a.longestGcUs, b.longestGcUs].filter(isTold), (us) => us),
})

// A process that was held up tells of more than a second at once.
const coresOf = ({ cpuUs = 0, loop }: ShardSecond): number => (loop && loop.overUs > 0 ? cpuUs / loop.overUs : 0)

// Held up by work of its own, a loop is active and so is its core. One that waits for a disk or a core is active without
// it, and one that was stopped is neither.
const isComputing = ({ cpuUs = 0, loop }: ShardSecond): boolean => {
  if (!loop) return false
  const half = loop.longestDelayUs / 2
  return cpuUs >= half && loop.activeUs - cpuUs < half
}

const busiestOf = (shards: readonly ShardCores[]): ShardCores | undefined => {
  const worst = most(shards, ({ cores }) => cores)
  return worst && { shard: worst.shard, cores: mean(shards.map(({ cores }) => cores)) ?? worst.cores }
}

const meanOf = (
  seconds: readonly HealthFigures[],
  figure: 'cpuShare' | 'stealShare' | 'generatorCores',
): number | undefined => mean(seconds.map((one) => one[figure]).filter(isTold))

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

const most = <T>(values: readonly T[], by: (value: T) => number): T | undefined =>
  values.reduce<T | undefined>((best, value) => (best === undefined || by(value) > by(best) ? value : best), undefined)

const isTold = <T>(value: T | undefined): value is T => value !== undefined
