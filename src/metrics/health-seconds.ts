import type { MachineSecond, ShardSecond } from './health-record.js'
import type { SecondRecord } from './second-record.js'

/** What the generator and its machine were doing over some seconds; undefined is what nobody told. */
export interface HealthFigures {
  /** Busy and stolen share of the machine's cores, means over the seconds. */
  readonly cpuShare: number | undefined
  readonly stealShare: number | undefined
  /** Cores that all processes of the generator used, and the shard that used most, means over the seconds. */
  readonly generatorCores: number | undefined
  readonly busiest: ShardCores | undefined
  /** Longest time that a timer of a shard had to wait, and the cores that the shard used in that second. */
  readonly delay: (ShardCores & { readonly us: number }) | undefined
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
    this.#seconds.set(second, {
      ...(told.length > 0 ? shardFigures(told) : known),
      ...machineFigures(machine ?? known),
    })
  }

  /** The figures of some seconds as one: shares are means, delays and pauses the longest. */
  over(seconds: readonly number[]): HealthFigures {
    const found = seconds.map((second) => this.#seconds.get(second)).filter(isTold)
    return {
      cpuShare: meanOf(found, 'cpuShare'),
      stealShare: meanOf(found, 'stealShare'),
      generatorCores: meanOf(found, 'generatorCores'),
      busiest: busiestOf(found.map(({ busiest }) => busiest).filter(isTold)),
      delay: most(found.map(({ delay }) => delay).filter(isTold), ({ us }) => us),
      longestGcUs: most(found.map(({ longestGcUs }) => longestGcUs).filter(isTold), (us) => us),
    }
  }
}

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
  const shards = processes
    .filter(({ shard }) => shard >= 0)
    .map((one) => ({ shard: one.shard, cores: coresOf(one), us: one.loop?.longestDelayUs ?? 0 }))
  return {
    generatorCores: processes.reduce((sum, one) => sum + coresOf(one), 0),
    busiest: most(shards, ({ cores }) => cores),
    delay: most(shards, ({ us }) => us),
    longestGcUs: Math.max(0, ...processes.map(({ gc }) => gc?.longestUs ?? 0)),
  }
}

// A process that was held up tells of more than a second at once.
const coresOf = ({ cpuUs = 0, loop }: ShardSecond): number => (loop && loop.overUs > 0 ? cpuUs / loop.overUs : 0)

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
