import { expect, test } from 'vitest'
import * as format from '../../src/report/format.js'

test.each([
  [0, '0:00'],
  [65_900_000, '1:05'],
  [3_665_000_000, '1:01:05'],
])('%d µs into the run reads %s', (us, text) => expect(format.clockText(us)).toBe(text))

test.each([
  [0, '0'],
  [0.5, '0.5'],
  [950, '950'],
  [160_000, '160k'],
  [1_500_000, '1.5M'],
  [2e9, '2G'],
])('the count %d reads %s on an axis', (count, text) => expect(format.shortCountText(count)).toBe(text))

test.each([
  ['2026-11-25T10:20:07.123Z', '2026-11-25 10:20:07 UTC'],
  ['yesterday', 'yesterday'],
])('the instant %s reads %s', (iso, text) => expect(format.instantText(iso)).toBe(text))

test.each([
  [0, '0 %'],
  [0.8516, '85.2 %'],
  [0.99, '99 %'],
  [0.999_963, '99.9 %'],
  [1, '100 %'],
  [1.0234, '102.3 %'],
])('the share %d reads %s where tenths will do', (share, text) => expect(format.roundShareText(share)).toBe(text))

test.each([
  [null, 'us', 500_000, '–'],
  [48_200, 'us', 500_000, '48.2 ms'],
  [0.002, 'ratio', 0.001, '0.2 %'],
  [0.989_96, 'ratio', 0.99, '98.996 %'],
] as const)('an SLO that measured %s %s against %d reads %s', (value, unit, bound, text) =>
  expect(format.measuredText({ value, unit, bound })).toBe(text),
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
