import { highestOf, rankOf, SparseHistogram } from '../sparse-histogram.js'
import { type Draw, runningSums, sumOver, wholeOf } from './draws.js'
import type { SecondSeries } from './second-series.js'

/** A statistic of the seconds of one run or of several, as it comes out of any choice of them. */
export interface SecondsStatistic {
  /** Of each run. */
  readonly seconds: readonly number[]
  /** Of the seconds drawn; undefined where these hold nothing to have it of. */
  of(draw: Draw): number | undefined
  /** How each second of a run moves the statistic, to first order and up to a factor. */
  influence(run: number): Float64Array
}

/** A percentile of all values, microseconds, as one histogram of them would answer it; no histogram is merged for it. */
export const percentileOf = (runs: readonly SecondSeries[], percentage: number): SecondsStatistic => {
  const buckets = bucketsOf(runs)
  const columns = new Map<number, readonly Float64Array[]>()
  const atMost = (bucket: number): readonly Float64Array[] => {
    const known = columns.get(bucket) ?? runs.map((run) => run.atMost(bucket))
    columns.set(bucket, known)
    return known
  }
  const all = atMost(buckets.at(-1) ?? 0)
  const bucketOf = (draw: Draw): number | undefined => {
    const total = sumOver(draw, all)
    const rank = rankOf(percentage, total)
    return total === 0 ? undefined : firstOf(buckets, (bucket) => sumOver(draw, atMost(bucket)) >= rank)
  }
  const seconds = runs.map((run) => run.seconds)
  return {
    seconds,
    of: (draw) => {
      const bucket = bucketOf(draw)
      return bucket === undefined ? undefined : highestOf(bucket)
    },
    // A quantile moves with the share that lies at or below it (Bahadur, Annals of Mathematical Statistics 37, 1966).
    influence: (run) => residuals(atMost(bucketOf(wholeOf(seconds)) ?? 0), all, run),
  }
}

/** Two figures of each second of a run. */
export interface SecondPairs {
  readonly above: ArrayLike<number>
  readonly under: ArrayLike<number>
}

/** The sum of one figure over that of another: failed over ended, requests over seconds. */
export const ratioOf = (runs: readonly SecondPairs[]): SecondsStatistic => {
  const above = runs.map((run) => runningSums(run.above))
  const under = runs.map((run) => runningSums(run.under))
  return {
    seconds: runs.map((run) => run.above.length),
    of: (draw) => {
      const total = sumOver(draw, under)
      return total === 0 ? undefined : sumOver(draw, above) / total
    },
    influence: (run) => residuals(above, under, run),
  }
}

const bucketsOf = (runs: readonly SecondSeries[]): readonly number[] => {
  const pooled = new SparseHistogram()
  for (const run of runs) pooled.merge(run.pooled)
  return pooled.entries().filter((_, at) => at % 2 === 0)
}

const firstOf = (ascending: readonly number[], isIn: (bucket: number) => boolean): number | undefined => {
  let [low, high] = [0, ascending.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isIn(ascending[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return ascending[low]
}

// What a second has more than its share by the ratio over all runs.
const residuals = (above: readonly Float64Array[], under: readonly Float64Array[], run: number): Float64Array => {
  const [part, whole] = [above[run] ?? NONE, under[run] ?? NONE]
  const ratio = total(above) / total(under)
  return Float64Array.from(
    { length: part.length - 1 },
    (_, at) => (part[at + 1] ?? 0) - (part[at] ?? 0) - ratio * ((whole[at + 1] ?? 0) - (whole[at] ?? 0)),
  )
}

const NONE = new Float64Array(1)

const total = (sums: readonly Float64Array[]): number => sums.reduce((sum, run) => sum + (run.at(-1) ?? 0), 0)
