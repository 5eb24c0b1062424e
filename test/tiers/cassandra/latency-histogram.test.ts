import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketBounds } from '../../../src/tiers/cassandra/bucket-bounds.js'
import {
  bucketsOf,
  type Histogram,
  middleMean,
  parseHistogram,
  provenUnit,
  usualUnit,
} from '../../../src/tiers/cassandra/latency-histogram.js'

/** A histogram of values, as Cassandra would count them. */
const histogramOf = (size: number, values: readonly number[]): Histogram => {
  const bounds = bucketBounds(size) ?? []
  const counts = bounds.map(
    (_, i) => values.filter((value) => bounds.findIndex((bound) => value <= bound) === i).length,
  )
  const parsed = parseHistogram(counts)
  if (parsed === undefined) throw new Error('no histogram')
  return parsed
}

test.each<[string, unknown]>([
  ['no list', { 0: 1 }],
  ['a sample of times', [310.5, 902.25]],
  ['a sample of as many times as there could be buckets', Array.from({ length: 91 }, () => 310.5)],
  ['negative counts', Array.from({ length: 91 }, () => -1)],
  ['counts beyond what a number holds', Array.from({ length: 91 }, () => 2 ** 60)],
  ['texts', Array.from({ length: 91 }, () => '1')],
  ['too short a list', [1, 2, 3]],
])('takes %s for no histogram', (_, value) => {
  expect(parseHistogram(value)).toBeUndefined()
})

test('has a mean of middles that is within a tenth of the true one', () => {
  const values = fc.array(fc.integer({ min: 100, max: 10_000_000 }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(values, fc.constantFrom(91, 128, 165), (all, size) => {
      const mean = all.reduce((sum, value) => sum + value, 0) / all.length
      expect(middleMean(histogramOf(size, all)) / mean).toBeGreaterThan(0.9)
      expect(middleMean(histogramOf(size, all)) / mean).toBeLessThan(1.1)
    }),
  )
})

test('proves the unit of any times by their mean', () => {
  const timesUs = fc.array(fc.integer({ min: 50, max: 1_000_000 }), { minLength: 10, maxLength: 40 })
  fc.assert(
    fc.property(
      timesUs,
      fc.constantFrom<[number, 'us' | 'ns']>([128, 'us'], [129, 'us'], [165, 'ns'], [165, 'us']),
      (all, [size, unit]) => {
        const totalUs = all.reduce((sum, us) => sum + us, 0)
        const counted = all.map((us) => (unit === 'ns' ? us * 1_000 : us))
        expect(provenUnit(histogramOf(size, counted), totalUs)).toBe(unit)
      },
    ),
  )
})

test.each<[string, readonly number[], number | undefined]>([
  ['too few operations', [310, 310], 620],
  ['no operation', [], 0],
  ['no total time', Array.from({ length: 50 }, () => 310), undefined],
  ['a total of nothing', Array.from({ length: 50 }, () => 310), 0],
])('proves nothing by %s', (_, values, totalUs) => {
  expect(provenUnit(histogramOf(128, values), totalUs)).toBeUndefined()
})

test.each([
  [91, 'us'],
  [128, 'us'],
  [129, 'ns'],
  [165, 'ns'],
])('expects of %i counts that they are in %s', (size, unit) => {
  expect(usualUnit(histogramOf(size, []))).toBe(unit)
})

test('has its bounds in microseconds, whatever it counted in', () => {
  const { upToUs } = bucketsOf(histogramOf(165, []), 'ns')
  expect(upToUs[0]).toBe(0.001)
  expect(upToUs.at(-1)).toBe(Number.POSITIVE_INFINITY)
  expect(bucketsOf(histogramOf(128, []), 'us').upToUs[0]).toBe(1)
})

test('never throws on any list', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 240 }), (list) => {
      expect(parseHistogram(list)?.count ?? 0).toBeGreaterThanOrEqual(0)
    }),
  )
})
