import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDurationUs } from '../../src/base/units.js'
import { writtenDuration } from '../../src/profile/written-duration.js'

test.each([
  [0, '0'],
  [500_000, '500ms'],
  [5_400_000_000, '1h30m'],
  [60_001_000, '1m1ms'],
  [3_661_001_001, '1h1m1s1ms1us'],
])('%i us are written %s', (us, text) => {
  expect(writtenDuration(us)).toBe(text)
})

test('what is written is read back exactly', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (us) => {
      expect(parseDurationUs(writtenDuration(us))).toBe(us)
    }),
  )
})
