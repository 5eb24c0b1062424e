import { coresText, countText, durationText, shareText } from '../base/quantity-text.js'
import { combined, type HealthFigures } from '../metrics/health-seconds.js'

/** What made the generator late, as far as its own figures tell. */
export type LateCause = (typeof LATE_CAUSES)[number]
export const LATE_CAUSES = [
  'steal',
  'cores-busy',
  'garbage-collection',
  'shard-saturated',
  'loop-blocked',
  'unknown',
] as const

// Rules of thumb. A twentieth of the time taken away is a millisecond in twenty, the least lag limit there is.
const STEAL = 0.05
/** Above this share of all cores in use, who wants one has to wait for it. */
const ALL_BUSY = 0.9
/** A loop has one core. */
const SATURATED_CORES = 0.9

/**
 * The likely cause of lag over the limit in a second with these figures. What is true of the whole machine comes
 * first, because it stretches collections and loop delays as well.
 */
export const lateCauseOf = (figures: HealthFigures, limitUs: number): LateCause => {
  const { stealShare = 0, cpuShare = 0, busiest, longestGcUs = 0, delay } = figures
  if (stealShare >= STEAL) return 'steal'
  if (cpuShare >= ALL_BUSY) return 'cores-busy'
  if (longestGcUs >= limitUs) return 'garbage-collection'
  if (busiest && busiest.cores >= SATURATED_CORES) return 'shard-saturated'
  if (delay && delay.us >= limitUs) return 'loop-blocked'
  return 'unknown'
}

/** The cause of most of some late seconds, as far as there is one, and the figures of those that it made late. */
export const mainCauseOf = (late: readonly HealthFigures[], limitUs: number): LateCauseFound => {
  const found = LATE_CAUSES.map((cause) => ({ cause, of: late.filter((one) => lateCauseOf(one, limitUs) === cause) }))
  const known = found.filter(({ cause, of }) => cause !== 'unknown' && of.length > 0)
  const [first, ...others] = known
  if (!first) return { cause: 'unknown', figures: combined(late) }
  const { cause, of } = others.reduce((most, one) => (one.of.length > most.of.length ? one : most), first)
  return { cause, figures: combined(of) }
}

export interface LateCauseFound {
  readonly cause: LateCause
  readonly figures: HealthFigures
}

/** The main cause of some late seconds with its figures, and what to do about it. */
export const lateCauseText = (late: readonly HealthFigures[], limitUs: number): string => {
  const { cause, figures } = mainCauseOf(late, limitUs)
  return TEXTS[cause](figures)
}

const TEXTS: Readonly<Record<LateCause, (figures: HealthFigures) => string>> = {
  steal: ({ stealShare = 0 }) =>
    `the host of this machine took away ${shareText(stealShare)} of its CPU time; run elsewhere, or again at another time`,
  'cores-busy': ({ cpuShare = 0, generatorCores }) => {
    const own = generatorCores === undefined ? '' : `, ${coresText(generatorCores)} of that by the generator itself`
    return `all cores of this machine were busy (${shareText(cpuShare)}${own}); end what runs beside it, or use more cores, fewer users or --plain`
  },
  'garbage-collection': ({ longestGcUs = 0 }) =>
    `garbage collection stopped a shard for up to ${durationText(longestGcUs)}; use more shards, so that each holds less`,
  'shard-saturated': ({ busiest, delay }) => {
    const held = delay && delay.shard === busiest?.shard ? ` and once held up for ${durationText(delay.us)}` : ''
    return `shard ${countText(busiest?.shard ?? 0)} used a core of its own up (${coresText(busiest?.cores ?? 0)})${held} while others were idle; use more shards, and look for scenario modules that compute for long`
  },
  'loop-blocked': ({ delay }) => {
    const { shard, us, isComputing } = delay ?? { shard: 0, us: 0, isComputing: false }
    const held = `the event loop of shard ${countText(shard)} stood still for up to ${durationText(us)}`
    return isComputing
      ? `${held} while it computed; look for scenario modules that compute for long`
      : `${held} without using its core: it waited or was stopped; look for scenario modules that read files or wait, for swapping, and for a CPU limit of the container`
  },
  unknown: ({ cpuShare, stealShare, delay }) => {
    const missing = [
      ...(cpuShare === undefined ? ['the use of its cores'] : []),
      ...(stealShare === undefined ? ['stolen time'] : []),
      ...(delay === undefined ? ["the shards' own health"] : []),
    ]
    const why = missing.length > 0 ? `, of which ${missing.join(' and ')} was not told` : ''
    return `nothing stands out in what is known of this machine${why}; run again, and if it stays use more shards or a larger machine`
  },
}
