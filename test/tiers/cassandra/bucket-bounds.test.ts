import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketBounds } from '../../../src/tiers/cassandra/bucket-bounds.js'

test('starts as the offsets of EstimatedHistogram do', () => {
  expect(bucketBounds(91)?.slice(0, 24)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 29, 35, 42, 50, 60, 72, 86, 103, 124, 149,
  ])
})

test.each([
  [91, 89, 25_109_160],
  [129, 127, 25_628_284_214],
  [165, 163, 18_165_375_903_306],
])('has with %i counts as bound %i what Cassandra has', (counts, at, bound) => {
  expect(bucketBounds(counts)?.[at]).toBe(bound)
})

test.each([
  [91, 1],
  [92, 0],
  [128, 1],
  [129, 1],
  [130, 0],
  [165, 1],
  [166, 0],
])('begins with %i counts at %i', (counts, first) => {
  const bounds = bucketBounds(counts)
  expect(bounds?.[0]).toBe(first)
  expect(bounds).toHaveLength(counts)
  expect(bounds?.at(-1)).toBe(Number.POSITIVE_INFINITY)
})

test.each([[0], [1], [59], [240], [1_028], [-1], [91.5], [Number.NaN]])(
  'takes %d counts for no such histogram',
  (counts) => {
    expect(bucketBounds(counts)).toBeUndefined()
  },
)

test('grows from bucket to bucket by at most the half, and by a fifth where numbers are large', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 239 }), (counts) => {
      const finite = (bucketBounds(counts) ?? []).slice(0, -1)
      const later = finite.slice(20)
      for (const [i, bound] of later.entries()) {
        const next = later[i + 1]
        if (next !== undefined) expect(next / bound).toBeCloseTo(1.2, 1)
      }
    }),
  )
})
