import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foreignText } from '../../src/tiers/foreign-text.js'

test.each([
  ['as it is', 'as it is'],
  ['  two\n\tline  ', 'two line'],
  [`a${' '.repeat(20)}b`, 'a…'],
  ['\u001b[31mred\u202e', '[31mred'],
  ['12345678', '12345678'],
  ['123456789', '1234567…'],
  ['😀😀😀😀😀😀😀😀😀', '😀😀😀😀😀😀😀…'],
])('%j becomes %j in 8 characters', (text, expected) => {
  expect(foreignText(text, 8)).toBe(expected)
})

test('is never longer than asked, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, longest) => {
      expect([...foreignText(text, longest)].length).toBeLessThanOrEqual(longest)
      expect(foreignText(text, longest)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    }),
  )
})
