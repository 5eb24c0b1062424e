import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runningSums } from '../../../src/metrics/confidence/draws.js'
import { SecondSeries } from '../../../src/metrics/confidence/second-series.js'

test('what lies at or below a bucket is counted in each second, in whatever order its parts came', () => {
  const series = new SecondSeries()
  series.add(2, [3, 1, 8, 2])
  series.add(0, [5, 4])
  series.add(2, [4, 1])
  series.add(3, [])
  expect(series.seconds).toBe(4)
  expect([...series.atMost(2)]).toEqual([0, 0, 0, 0, 0])
  expect([...series.atMost(5)]).toEqual([0, 4, 4, 6, 6])
  expect([...series.atMost(8)]).toEqual([0, 4, 4, 8, 8])
  expect(series.pooled.count).toBe(8)
})

test('it counts as one would by going through all values', () => {
  const buckets = fc.uniqueArray(fc.nat(400), { maxLength: 90 }).map((list) => list.toSorted((a, b) => a - b))
  const part = fc.tuple(fc.nat(20), buckets, fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.nat(400), (parts, bucket) => {
      const series = new SecondSeries()
      const counts: number[] = []
      for (const [second, list, count] of parts) {
        series.add(
          second,
          list.flatMap((one) => [one, count]),
        )
        while (counts.length <= second) counts.push(0)
        counts[second] = (counts[second] ?? 0) + count * list.filter((one) => one <= bucket).length
      }
      expect(series.atMost(bucket)).toEqual(runningSums(counts))
    }),
    { seed: 7, numRuns: 200 },
  )
})
