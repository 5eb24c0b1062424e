import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketTimes } from '../../src/metrics/bucket-quantiles.js'

test('without a count there are no times', () => {
  expect(bucketTimes(new Map())).toBeNull()
  expect(bucketTimes(new Map([[10, 0]]))).toBeNull()
})

test('each percentile is the upper bound of the bucket that it lies in', () => {
  const buckets = new Map([
    [30, 4],
    [10, 50],
    [20, 45],
    [Number.POSITIVE_INFINITY, 1],
  ])
  expect(bucketTimes(buckets)).toEqual({ count: 100, p50Us: 10, p95Us: 20, p99Us: 30, maxUs: Number.POSITIVE_INFINITY })
})

test('agrees with nearest rank on the values themselves, where these are their bounds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (values) => {
      const buckets = new Map<number, number>()
      for (const value of values) buckets.set(value, (buckets.get(value) ?? 0) + 1)
      const sorted = [...values].sort((a, b) => a - b)
      const rank = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]
      expect(bucketTimes(buckets)).toEqual({
        count: values.length,
        p50Us: rank(0.5),
        p95Us: rank(0.95),
        p99Us: rank(0.99),
        maxUs: sorted.at(-1),
      })
    }),
  )
})
