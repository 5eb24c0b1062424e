/** Cassandra's own sizes: StorageProxy's until 2.1, those of microseconds from 4.1 on, and those of nanoseconds before. */
const SIZES: ReadonlySet<number> = new Set([90, 127, 128, 164])
const FEWEST_COUNTS = 60
/** One overflow, one zero and the 237 buckets beyond which a bound would not fit into 64 bits. */
const MOST_COUNTS = 239

const known = new Map<number, readonly number[]>()

/**
 * Upper bounds of the buckets of an estimated histogram (`EstimatedHistogram.newOffsets`), which is told as counts alone: 1, and then
 * each the fifth more than the one before it, rounded, or one more. The last is infinite. Undefined for a list that is no such histogram.
 */
export const bucketBounds = (counts: number): readonly number[] | undefined => {
  if (!Number.isInteger(counts) || counts < FEWEST_COUNTS || counts > MOST_COUNTS) return undefined
  const bounds = known.get(counts) ?? boundsOf(counts - 1)
  known.set(counts, bounds)
  return bounds
}

const boundsOf = (finite: number): readonly number[] => {
  // A histogram that minds zeroes has a bucket of them in front, one more than any size that Cassandra uses.
  const hasZero = !SIZES.has(finite) && SIZES.has(finite - 1)
  const bounds = [1]
  while (bounds.length < (hasZero ? finite - 1 : finite)) bounds.push(next(bounds.at(-1) ?? 1))
  return [...(hasZero ? [0] : []), ...bounds, Number.POSITIVE_INFINITY]
}

const next = (bound: number): number => Math.max(Math.round(bound * 1.2), bound + 1)
