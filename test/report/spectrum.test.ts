import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import { spectrumOf } from '../../src/report/spectrum.js'

const histogram = (values: readonly number[]): SparseHistogram => {
  const made = new SparseHistogram()
  for (const value of values) made.record(value)
  return made
}

test('without samples there is no spectrum', () => expect(spectrumOf(histogram([]))).toEqual([]))

test('one sample is its own minimum and maximum', () => {
  expect(spectrumOf(histogram([700]))).toEqual([
    [0, 700],
    [100, 700],
  ])
})

test('each halving of what is left has two ticks, until less than a sample is left', () => {
  const percentiles = spectrumOf(histogram(Array.from({ length: 8 }, (_, i) => i + 1))).map(
    ([percentile]) => percentile,
  )
  expect(percentiles).toEqual([0, 25, 50, 62.5, 75, 81.25, 87.5, 100])
})

test('it rises in both directions and ends at the maximum, in some forty points for a million samples', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 200 }), (values) => {
      const many = histogram(values)
      for (let doubling = 0; doubling < 12; doubling++) many.merge(histogram(values))
      const spectrum = spectrumOf(many)
      expect(spectrum.at(-1)).toEqual([100, many.percentile(100)])
      expect(spectrum.length).toBeLessThan(45)
      for (const [index, [percentile, us]] of spectrum.entries()) {
        const [before, usBefore] = spectrum[index - 1] ?? [-1, 0]
        expect(percentile).toBeGreaterThan(before)
        expect(us).toBeGreaterThanOrEqual(usBefore)
        expect(us).toBe(many.percentile(percentile))
      }
    }),
    { numRuns: 40 },
  )
})
