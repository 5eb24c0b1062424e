import { HIGHEST_US, type SparseHistogram } from '../../metrics/sparse-histogram.js'
import { type CrossCheck, compared, notApplied, SOURCES_AGREE } from './cross-check.js'

/** Response times of the traced requests that succeeded, and of all of them. */
export interface TracedLatency {
  readonly traced: SparseHistogram
  /** In parts of a request, each second in proportion to what was traced of it, since of a busy second a smaller share is. */
  readonly all: SparseHistogram
}

const PERCENTILES = [50, 95, 99]
/** A good run fails one of the percentiles at most once in so many times. */
const FALSE_ALARM = 0.001
/** Traced requests beyond a percentile, below which nothing can be said of it. */
const LEAST_BEYOND = 10

/**
 * A traced request does take a little longer: it is larger, and nginx writes a line for it. Over many requests that alone lies
 * outside of the sampling error, and it makes no figure wrong that anybody reads.
 */
const spareUs = (us: number): number => Math.max(us * SOURCES_AGREE, TRACING_US)
const TRACING_US = 500

/** Traced requests are typical: their percentiles lie where those of a random sample of all requests would. */
export const checkTracedLatency = (figures: TracedLatency | string): CrossCheck[] =>
  PERCENTILES.map((percentile) => {
    const compares = { code: 'traced-latency', name: `traced requests, p${percentile}` } as const
    if (typeof figures === 'string') return notApplied(compares, figures)
    const { traced, all } = figures
    const beyond = (traced.count * (100 - percentile)) / 100
    if (beyond < LEAST_BEYOND) return notApplied(compares, `only ${traced.count} requests were traced`)
    const margin = 100 * marginOf(percentile / 100, traced.count)
    const at = (level: number): number => all.percentile(Math.min(Math.max(level, 0), 100)) ?? HIGHEST_US
    return compared({
      ...compares,
      unit: 'us',
      expected: at(percentile),
      found: traced.percentile(percentile) ?? 0,
      low: at(percentile - margin) - spareUs(at(percentile)),
      high: at(percentile + margin) + spareUs(at(percentile)),
      tolerance: `p${levelText(percentile - margin)} to p${levelText(percentile + margin)} of all, give or take 5 % or 0.5 ms`,
    })
  })

/**
 * How far the share of a random sample of n below a quantile may lie from it: Bernstein's inequality, which holds for samples without
 * replacement, too (Hoeffding 1963, section 6); so the order statistics within this margin hold the sample's quantile. The chance
 * of an error is shared out over percentiles and sides (Bonferroni).
 */
const marginOf = (quantile: number, samples: number): number => {
  const l = Math.log((2 * PERCENTILES.length) / FALSE_ALARM)
  const part = l / (3 * samples)
  return part + Math.sqrt(part ** 2 + (2 * quantile * (1 - quantile) * l) / samples)
}

const levelText = (level: number): string => String(Number(Math.min(Math.max(level, 0), 100).toFixed(2)))
