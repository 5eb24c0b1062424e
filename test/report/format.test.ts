import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as format from '../../src/report/format.js'

test.each([
  [0, '0 µs'],
  [840, '840 µs'],
  [999, '999 µs'],
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
])('the latency of %d µs reads %s', (us, text) => expect(format.durationText(us)).toBe(text))

test.each([
  [0, '0 s'],
  [250_000, '250 ms'],
  [20_000_000, '20 s'],
  [90_000_000, '1 min 30 s'],
  [120_000_000, '2 min'],
  [3_600_000_000, '1 h'],
  [3_605_000_000, '1 h'],
  [5_430_000_000, '1 h 30 min'],
])('the span of %d µs reads %s', (us, text) => expect(format.spanText(us)).toBe(text))

test.each([
  [0, '0:00'],
  [65_900_000, '1:05'],
  [3_665_000_000, '1:01:05'],
])('%d µs into the run reads %s', (us, text) => expect(format.clockText(us)).toBe(text))

test.each([
  [0, '0'],
  [999, '999'],
  [160_000, '160,000'],
  [1_234.56, '1,234.6'],
  [-1_000, '-1,000'],
  [1e22, '1e+22'],
])('the count %d reads %s', (count, text) => expect(format.countText(count)).toBe(text))

test.each([
  [0, '0'],
  [0.5, '0.5'],
  [950, '950'],
  [160_000, '160k'],
  [1_500_000, '1.5M'],
  [2e9, '2G'],
])('the count %d reads %s on an axis', (count, text) => expect(format.shortCountText(count)).toBe(text))

test.each([
  [0, '0 B'],
  [512, '512 B'],
  [1_536, '1.50 KiB'],
  [1_556_925_645, '1.45 GiB'],
  [1e18, '888 PiB'],
])('%d bytes read %s', (bytes, text) => expect(format.bytesText(bytes)).toBe(text))

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
  [0.999_996, '99.9996 %'],
  [0.999_999_9, '> 99.9999 %'],
  [1.2, '120 %'],
])('the share %d reads %s', (share, text) => expect(format.shareText(share)).toBe(text))

test('a share short of all never reads as all, one above nothing never as nothing', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (share) => {
      const percentage = Number(/[\d.]+/.exec(format.shareText(share))?.[0])
      expect(percentage).toBeGreaterThan(0)
      expect(percentage).toBeLessThan(100)
    }),
  )
})

test.each([
  [99, 'p99'],
  [99.9, 'p99.9'],
  [50, 'p50'],
])('the percentile %d reads %s', (percentage, text) => expect(format.percentileText(percentage)).toBe(text))

test.each([
  ['2026-11-25T10:20:07.123Z', '2026-11-25 10:20:07 UTC'],
  ['yesterday', 'yesterday'],
])('the instant %s reads %s', (iso, text) => expect(format.instantText(iso)).toBe(text))

test.each([
  [null, 'us', '–'],
  [48_200, 'us', '48.2 ms'],
  [0.002, 'ratio', '0.2 %'],
  [7, 'count', '7'],
] as const)('an SLO that measured %s %s reads %s', (value, unit, text) =>
  expect(format.sloText(value, unit)).toBe(text),
)

test.each([
  [1, '1 µs'],
  [20_000, '20 ms'],
  [1_500_000, '1.5 s'],
  [5_000_000, '5 s'],
  [100_000_000, '100 s'],
  [2_000_000_000, '2,000 s'],
])('a round %d µs reads %s on an axis', (us, text) => expect(format.axisDurationText(us)).toBe(text))

test.each([
  [{ op: '<', bound: 500_000, unit: 'us' }, '< 500 ms'],
  [{ op: '>=', bound: 0.99, unit: 'ratio' }, '≥ 99 %'],
  [{ op: '=', bound: 0, unit: 'ratio' }, '= 0 %'],
] as const)('the bound %o reads %s', (slo, text) => expect(format.boundText(slo)).toBe(text))
