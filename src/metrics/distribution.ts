import type { SparseHistogram } from './sparse-histogram.js'

/** A distribution of at least one sample; where there is none, the field that would hold it is null. */
export interface Distribution {
  readonly count: number
  readonly min: number
  readonly mean: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
  readonly p95: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

/** The statistics of a report, integer microseconds; null when there is no sample to have any. */
export const distributionOf = (histogram: SparseHistogram): Distribution | null => {
  if (histogram.count === 0) return null
  const at = (percentage: number): number => histogram.percentile(percentage) ?? 0
  return {
    count: histogram.count,
    min: histogram.min() ?? 0,
    mean: Math.round(histogram.mean() ?? 0),
    p50: at(50),
    p75: at(75),
    p90: at(90),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
    max: at(100),
  }
}
