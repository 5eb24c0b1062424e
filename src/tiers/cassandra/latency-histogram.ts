import type { Buckets } from '../node-reader.js'
import { bucketBounds } from './bucket-bounds.js'

/** Counts of an estimated histogram with the bounds of its buckets, in whatever unit it is. */
export interface Histogram {
  readonly bounds: readonly number[]
  readonly counts: readonly number[]
  readonly count: number
}

/** What a histogram counts in. */
export type BucketUnit = 'us' | 'ns'

/** The histogram in a list of counts; undefined when the value is none. */
export const parseHistogram = (value: unknown): Histogram | undefined => {
  if (!Array.isArray(value)) return undefined
  const bounds = bucketBounds(value.length)
  if (bounds === undefined || !value.every(isCount)) return undefined
  const count = value.reduce((sum, inBucket) => sum + inBucket, 0)
  return Number.isSafeInteger(count) ? { bounds, counts: value, count } : undefined
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const ENOUGH = 10
/** Half-way between one and a thousand, as factors go. */
const BETWEEN = Math.sqrt(1_000)
/** Cassandra takes so many buckets, or more, where they have to do in nanoseconds. */
const SIZE_OF_NANOSECONDS = 129

/**
 * The unit that the mean from the buckets' middles shows, beside the true mean; undefined as long as too few operations are told for
 * it. No version says its unit: nanoseconds since 2.2, microseconds from 4.1 on.
 */
export const provenUnit = (histogram: Histogram, totalUs: number | undefined): BucketUnit | undefined => {
  if (histogram.count < ENOUGH || totalUs === undefined || totalUs <= 0) return undefined
  return middleMean(histogram) / (totalUs / histogram.count) > BETWEEN ? 'ns' : 'us'
}

/** The unit that a histogram of this size has as a rule. */
export const usualUnit = ({ counts }: Histogram): BucketUnit => (counts.length >= SIZE_OF_NANOSECONDS ? 'ns' : 'us')

/** Mean of the middles of the buckets; what is beyond the last bound counts as if it were at it. */
export const middleMean = ({ bounds, counts, count }: Histogram): number => {
  const sum = counts.reduce((total, inBucket, i) => {
    const below = bounds[i - 1] ?? 0
    const upTo = bounds[i] ?? below
    return total + inBucket * (Number.isFinite(upTo) ? (below + upTo) / 2 : below)
  }, 0)
  return count === 0 ? 0 : sum / count
}

/** The buckets in microseconds. */
export const bucketsOf = ({ bounds, counts }: Histogram, unit: BucketUnit): Buckets => ({
  upToUs: unit === 'us' ? bounds : bounds.map((bound) => bound / 1_000),
  counts,
})
