import fc from 'fast-check'
import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type JsHistogram } from 'hdr-histogram-js'
import { expect, test } from 'vitest'
import { distributionOf } from '../../src/metrics/distribution.js'
import { hdrOf } from '../../src/metrics/hdr-of.js'
import { HIGHEST_US, histogramOf, SparseHistogram } from '../../src/metrics/sparse-histogram.js'

const durations = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 5_000 }),
    fc.integer({ min: 0, max: HIGHEST_US }),
    fc.integer({ min: 0, max: 31 }).map((power) => Math.min(2 ** power, HIGHEST_US)),
    fc.integer({ min: 1, max: 31 }).map((power) => 2 ** power - 1),
  ),
  { minLength: 1, maxLength: 400 },
)

const sparse = (values: readonly number[]): SparseHistogram => {
  const histogram = new SparseHistogram()
  for (const value of values) histogram.record(value)
  return histogram
}

const direct = (values: readonly number[]): JsHistogram => {
  const hdr = build({ bitBucketSize: 64, autoResize: false, highestTrackableValue: HIGHEST_US }) as JsHistogram
  for (const value of values) hdr.recordValue(value)
  return hdr
}

test('percentiles and mean are those of hdr-histogram-js fed directly', () => {
  fc.assert(
    fc.property(durations, fc.double({ min: 0.01, max: 100, noNaN: true }), (values, drawn) => {
      const [mine, hdr] = [sparse(values), direct(values)]
      for (const percentage of [drawn, 50, 75, 90, 95, 99, 99.9, 100]) {
        expect(mine.percentile(percentage)).toBe(hdr.getValueAtPercentile(percentage))
      }
      expect(mine.mean()).toBeCloseTo(hdr.mean, 3)
    }),
  )
})

test('as an hdr histogram it has the same count in each bucket, also after encoding', () => {
  fc.assert(
    fc.property(durations, (values) => {
      const hdr = direct(values)
      const copy = hdrOf(sparse(values).entries())
      const decoded = decodeFromCompressedBase64(encodeIntoCompressedBase64(copy))
      expect(copy.totalCount).toBe(values.length)
      expect(decoded.outputPercentileDistribution()).toBe(copy.outputPercentileDistribution())
      for (const value of values) {
        const index = hdr.countsArrayIndex(value)
        expect(copy.getCountAtIndex(index)).toBe(hdr.getCountAtIndex(index))
      }
    }),
    { numRuns: 25 },
  )
})

test('merged parts have identical counts in each bucket as one histogram', () => {
  fc.assert(
    fc.property(fc.array(durations, { maxLength: 5 }), (parts) => {
      const merged = new SparseHistogram()
      for (const part of parts) merged.merge(sparse(part))
      const stored = new SparseHistogram()
      for (const part of parts) stored.mergeEntries(sparse(part).entries())
      const whole = sparse(parts.flat())
      expect(merged.entries()).toEqual(whole.entries())
      expect(stored.entries()).toEqual(whole.entries())
      expect(histogramOf(whole.entries()).count).toBe(parts.flat().length)
    }),
  )
})

test.each([
  [-1, 0, 1],
  [0, 0, 0],
  [1, 1, 0],
  [HIGHEST_US, HIGHEST_US, 0],
  [HIGHEST_US * 2, HIGHEST_US, 1],
  [Number.NaN, 0, 1],
])('a value of %d us is recorded as %d us, %d of it counted as clamped', (value, recorded, clamped) => {
  const histogram = sparse([value])
  expect(histogram.entries()).toEqual(sparse([recorded]).entries())
  expect([histogram.count, histogram.clamped]).toEqual([1, clamped])
})

test('without values there is no statistic', () => {
  const empty = new SparseHistogram()
  expect([empty.percentile(99), empty.mean(), empty.min(), distributionOf(empty)]).toEqual([
    undefined,
    undefined,
    undefined,
    null,
  ])
})

test('values below a bound stay out when only those above are merged', () => {
  const above = new SparseHistogram()
  above.mergeAtLeast(sparse([10, 499_000, 600_000]), 500_000)
  expect(above.count).toBe(1)
})

// Gil Tene's case: 100 requests/s, 100 s at 1 ms, then a stall of 100 s. Response counts from the intended start.
test('a stall shows in response time as it was felt, and hides in service time', () => {
  const [response, service] = [new SparseHistogram(), new SparseHistogram()]
  for (let due = 0; due < 200_000_000; due += 10_000) {
    const end = due < 100_000_000 ? due + 1_000 : 200_000_000
    response.record(end - due)
    if (due <= 100_000_000) service.record(end - due)
  }
  const felt = distributionOf(response)
  expect(felt?.p50).toBeLessThan(20_000)
  expect(felt?.p75).toBeGreaterThan(49_500_000)
  expect(felt?.p75).toBeLessThan(50_500_000)
  expect(felt?.p99).toBeGreaterThan(97_900_000)
  expect(felt?.p99).toBeLessThan(99_000_000)
  expect(service.percentile(99)).toBeLessThan(1_010)
})
