import { expect, test } from 'vitest'
import { timeBuckets } from '../../../src/report/html/time-buckets.js'
import type { TimelinePoint } from '../../../src/report/result.js'

const point = (second: number, change: Partial<TimelinePoint> = {}): TimelinePoint => ({
  second,
  users: second,
  requests: 10,
  failed: 0,
  p50Us: 100,
  p99Us: 200,
  lagP99Us: 300,
  cpuShare: 0.5,
  stealShare: 0,
  ...change,
})

test('a short run has one bucket a second', () => {
  expect(timeBuckets([point(0), point(1)], 10)).toHaveLength(2)
})

test('a long run is put together to no more buckets than fit, without losing its end', () => {
  const buckets = timeBuckets(
    Array.from({ length: 28_800 }, (_, second) => point(second)),
    280,
  )
  expect(buckets.length).toBeLessThanOrEqual(280)
  expect(buckets.at(-1)?.toSecond).toBe(28_800)
})

test('rates are means, users the most, and a percentile that of the worst second, never a mean', () => {
  const [bucket] = timeBuckets(
    [
      point(0, { failed: 2, p99Us: 900 }),
      point(1, { requests: 30, p50Us: 150, p99Us: null, lagP99Us: 400, cpuShare: 0.9, stealShare: null }),
    ],
    1,
  )
  expect(bucket).toEqual({
    fromSecond: 0,
    toSecond: 2,
    users: 1,
    requestsPerSec: 20,
    failedPerSec: 1,
    p50Us: 150,
    p99Us: 900,
    lagP99Us: 400,
    cpuShare: 0.9,
    stealShare: 0,
  })
})

test('where no second has an answer there is no percentile', () => {
  expect(timeBuckets([point(0, { p50Us: null, p99Us: null })], 1)[0]?.p99Us).toBeUndefined()
})
