import type { TimelinePoint } from '../result.js'

/** Some seconds of the run, put together so that a long run still fits a chart. */
export interface TimeBucket {
  readonly fromSecond: number
  /** Exclusive. */
  readonly toSecond: number
  /** Most in any of its seconds. */
  readonly users: number
  readonly requestsPerSec: number
  readonly failedPerSec: number
  /** Worst of its seconds from here on: percentiles must not be averaged, and a mean would hide a bad second. */
  readonly p50Us: number | undefined
  readonly p99Us: number | undefined
  readonly lagP99Us: number | undefined
  /** Of the generator's machine. */
  readonly cpuShare: number | undefined
  readonly stealShare: number | undefined
  /** TLS handshakes a second by kind; undefined when nobody counted any. */
  readonly fullPerSec: number | undefined
  readonly resumedPerSec: number | undefined
}

/** At most so many buckets of equal length, over all points. */
export const timeBuckets = (points: readonly TimelinePoint[], most: number): TimeBucket[] => {
  const seconds = Math.max(Math.ceil(points.length / most), 1)
  const buckets: TimeBucket[] = []
  for (let at = 0; at < points.length; at += seconds) buckets.push(bucketOf(points.slice(at, at + seconds)))
  return buckets
}

const bucketOf = (points: readonly TimelinePoint[]): TimeBucket => ({
  fromSecond: points[0]?.second ?? 0,
  toSecond: (points.at(-1)?.second ?? 0) + 1,
  users: Math.max(...points.map(({ users }) => users)),
  requestsPerSec: sum(points.map(({ requests }) => requests)) / points.length,
  failedPerSec: sum(points.map(({ failed }) => failed)) / points.length,
  p50Us: worst(points.map(({ p50Us }) => p50Us)),
  p99Us: worst(points.map(({ p99Us }) => p99Us)),
  lagP99Us: worst(points.map(({ lagP99Us }) => lagP99Us)),
  cpuShare: worst(points.map(({ cpuShare }) => cpuShare)),
  stealShare: worst(points.map(({ stealShare }) => stealShare)),
  fullPerSec: perSec(points, 'full'),
  resumedPerSec: perSec(points, 'resumed'),
})

const perSec = (points: readonly TimelinePoint[], kind: 'full' | 'resumed'): number | undefined => {
  const counts = points.flatMap(({ opened }) => opened?.[kind] ?? [])
  return counts.length === 0 ? undefined : sum(counts) / points.length
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const worst = (values: readonly (number | null)[]): number | undefined => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? undefined : Math.max(...known)
}
