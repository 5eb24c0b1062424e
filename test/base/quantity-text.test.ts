import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bytesText,
  coresText,
  countText,
  durationText,
  perSecText,
  pluralText,
  rateText,
  roundDurationText,
  shareText,
  spanText,
} from '../../src/base/quantity-text.js'

test.each([
  [0, '0 µs'],
  [840, '840 µs'],
  [999, '999 µs'],
  [999.6, '1.00 ms'],
  [1_000, '1.00 ms'],
  [9_994, '9.99 ms'],
  [9_996, '10.0 ms'],
  [12_500, '12.5 ms'],
  [99_960, '100 ms'],
  [999_400, '999 ms'],
  [999_600, '1.00 s'],
  [3_200_000, '3.20 s'],
  [119_000_000, '119 s'],
  [150_000_000, '2 min 30 s'],
])('the latency of %d µs reads %s', (us, text) => expect(durationText(us)).toBe(text))

test.each([
  [1, '1 µs'],
  [20_000, '20 ms'],
  [1_500_000, '1.5 s'],
  [5_000_000, '5 s'],
  [100_000_000, '100 s'],
  [300_000_000, '5 min'],
])('the limit of %d µs reads %s', (us, text) => expect(roundDurationText(us)).toBe(text))

test.each([
  [0, '0 s'],
  [250_000, '250 ms'],
  [20_000_000, '20 s'],
  [90_000_000, '1 min 30 s'],
  [120_000_000, '2 min'],
  [3_600_000_000, '1 h'],
  [3_605_000_000, '1 h'],
  [5_430_000_000, '1 h 30 min'],
])('the span of %d µs reads %s', (us, text) => expect(spanText(us)).toBe(text))

test.each([
  [0, '0'],
  [999, '999'],
  [160_000, '160,000'],
  [1_234.56, '1,234.6'],
  [-1_000, '-1,000'],
  [1e22, '1e+22'],
])('the count %d reads %s', (count, text) => expect(countText(count)).toBe(text))

test.each([
  [0, '0 B'],
  [512, '512 B'],
  [1_536, '1.50 KiB'],
  [1_556_925_645, '1.45 GiB'],
  [1e18, '888 PiB'],
])('%d bytes read %s', (bytes, text) => expect(bytesText(bytes)).toBe(text))

test.each([
  [0, '0 %'],
  [1, '100 %'],
  [0.5, '50 %'],
  [0.001, '0.1 %'],
  [0.000_012_3, '0.00123 %'],
  [1e-9, '< 0.0001 %'],
  [0.99, '99 %'],
  [0.992, '99.2 %'],
  [0.999_6, '99.96 %'],
  [0.999_987, '99.99 %'],
  [0.999_999_999_999, '99.99 %'],
  [1.2, '120 %'],
])('the share %d reads %s', (share, text) => expect(shareText(share)).toBe(text))

test('a share short of all never reads as all, one above nothing never as nothing', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (share) => {
      const percentage = Number(/[\d.]+/.exec(shareText(share))?.[0])
      expect(percentage).toBeGreaterThan(0)
      expect(percentage).toBeLessThan(100)
    }),
  )
})

test.each([
  [0, '0'],
  [0.25, '0.25'],
  [2, '2'],
  [9.996, '10'],
  [43.14, '43.1'],
  [99.97, '100'],
  [8_012.4, '8,012'],
])('%d a second read %s', (perSec, text) => {
  expect(perSecText(perSec)).toBe(text)
  expect(rateText(perSec)).toBe(`${text}/s`)
})

test.each([
  [1, '1 shard'],
  [0, '0 shards'],
  [2_000, '2,000 shards'],
])('%d of something read %s', (count, text) => expect(pluralText(count, 'shard')).toBe(text))

test.each([
  [0.25, '0.25 cores'],
  [1.74, '1.7 cores'],
])('%d cores read %s', (cores, text) => expect(coresText(cores)).toBe(text))
