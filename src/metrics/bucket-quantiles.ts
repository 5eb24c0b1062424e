/** Percentiles of a distribution that is only known by buckets: each the upper bound of the bucket it lies in. */
export interface BucketTimes {
  readonly count: number
  readonly p50Us: number
  readonly p95Us: number
  readonly p99Us: number
  readonly maxUs: number
}

/** Counts by upper bound, in any order; null without a count. A percentile that lies beyond all bounds is infinite. */
export const bucketTimes = (buckets: ReadonlyMap<number, number>): BucketTimes | null => {
  const filled = [...buckets].filter(([, count]) => count > 0).sort(([a], [b]) => a - b)
  const count = filled.reduce((sum, [, one]) => sum + one, 0)
  if (count === 0) return null
  return {
    count,
    p50Us: quantile(filled, count, 0.5),
    p95Us: quantile(filled, count, 0.95),
    p99Us: quantile(filled, count, 0.99),
    maxUs: filled.at(-1)?.[0] ?? 0,
  }
}

// Nearest rank: the smallest bound that so many operations did not exceed.
const quantile = (ascending: readonly (readonly [number, number])[], count: number, share: number): number => {
  let left = Math.ceil(count * share)
  for (const [upToUs, one] of ascending) {
    left -= one
    if (left <= 0) return upToUs
  }
  return ascending.at(-1)?.[0] ?? 0
}
