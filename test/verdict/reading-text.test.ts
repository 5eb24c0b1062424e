import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allFailedText, exactText, readingText } from '../../src/verdict/reading-text.js'

test.each([
  [0.999_987, 'ratio', 0.99, '99.99 %'],
  [0.999_987, 'ratio', undefined, '99.99 %'],
  [0.989_96, 'ratio', 0.99, '98.996 %'],
  [0.990_04, 'ratio', 0.99, '99.004 %'],
  [0.99, 'ratio', 0.99, '99 %'],
  [0.949_6, 'ratio', 0.95, '94.96 %'],
  [0.999_996, 'ratio', 0.999_99, '99.9996 %'],
  [0.001_000_4, 'ratio', 0.001, '0.10004 %'],
  [0.000_999_6, 'ratio', 0.001, '0.09996 %'],
  [1e-9, 'ratio', 0, '< 0.0001 %'],
  [0, 'ratio', 0, '0 %'],
  [1, 'ratio', 0.99, '100 %'],
  [48_200, 'us', 500_000, '48.2 ms'],
  [2_001_000, 'us', 2_000_000, '2.001 s'],
  [1_999_000, 'us', 2_000_000, '1.999 s'],
  [500_223, 'us', 500_000, '500.2 ms'],
  [120_400_000, 'us', 120_000_000, '120.4 s'],
  [150_000_000, 'us', 2_000_000, '2 min 30 s'],
] as const)('%d %s beside the bound %d reads %s', (value, unit, bound, text) => {
  expect(readingText(value, unit, bound)).toBe(text)
})

test('no figure reads on the other side of its bound', () => {
  const near = fc.double({ min: -1e-3, max: 1e-3, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(0.001, 0.5, 0.95, 0.99, 0.999, 0.9999), near, (bound, off) => {
      const value = bound * (1 + off)
      const shown = Number(/[\d.]+/.exec(readingText(value, 'ratio', bound))?.[0]) / 100
      if (Math.abs(off) < 1e-11) expect(shown).toBeCloseTo(bound, 10)
      else expect(Math.sign(shown - bound)).toBe(Math.sign(value - bound))
    }),
  )
})

test.each([
  [500_000, 'us', '500 ms'],
  [1_234_500, 'us', '1.2345 s'],
  [5_000_000, 'us', '5 s'],
  [0.99, 'ratio', '99 %'],
  [0.999_95, 'ratio', '99.995 %'],
  [0.123_456, 'ratio', '12.3456 %'],
  [0, 'ratio', '0 %'],
] as const)('the bound %d %s reads %s', (bound, unit, text) => expect(exactText(bound, unit)).toBe(text))

test.each([
  [1, 'the only one failed'],
  [2_000, 'all 2,000 failed'],
])('%d failures are told as such', (failed, text) => expect(allFailedText(failed)).toBe(text))
