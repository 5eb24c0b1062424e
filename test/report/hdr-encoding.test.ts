import fc from 'fast-check'
import { decodeFromCompressedBase64 } from 'hdr-histogram-js'
import { expect, test } from 'vitest'
import { hdrOf } from '../../src/metrics/hdr-of.js'
import { HIGHEST_US, histogramOf, SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import { encodeHdr } from '../../src/report/hdr-encoding.js'

const duration = fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: HIGHEST_US }))

test('whatever was recorded is decoded by the library with every count in its place', () => {
  fc.assert(
    fc.property(fc.array(duration, { minLength: 1, maxLength: 60 }), (values) => {
      const histogram = new SparseHistogram()
      for (const value of values) histogram.record(value)
      const decoded = decodeFromCompressedBase64(encodeHdr(histogram.entries()), 64)
      expect(decoded.totalCount).toBe(values.length)
      for (const percentage of [0, 50, 90, 99, 100]) {
        expect(decoded.getValueAtPercentile(percentage)).toBe(
          hdrOf(histogram.entries()).getValueAtPercentile(percentage),
        )
      }
    }),
    { numRuns: 60 },
  )
})

test('counts beyond 32 bits survive', () => {
  const entries = [3, 2 ** 40, 5_000, 2 ** 33 + 1]
  const decoded = decodeFromCompressedBase64(encodeHdr(entries), 64)
  expect(decoded.totalCount).toBe(histogramOf(entries).count)
})

test('it begins as every HdrHistogram log line does', () => expect(encodeHdr([1, 1])).toMatch(/^HISTFAAAA/))
