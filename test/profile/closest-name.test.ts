import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closestName, didYouMean } from '../../src/profile/closest-name.js'

const NAMES = ['hold', 'users', 'ramp', 'rampDown']

test.each([
  ['hodl', 'hold'],
  ['Users', 'users'],
  ['user', 'users'],
  ['rampdown', 'rampDown'],
  ['rmp', 'ramp'],
  ['timeline', undefined],
  ['', undefined],
])('%j is nearest to %j', (written, expected) => {
  expect(closestName(written, NAMES)).toBe(expected)
})

test('a suggestion is ready to be put into a sentence', () => {
  expect(didYouMean('hodl', NAMES)).toBe('did you mean hold? ')
  expect(didYouMean('xyz', NAMES)).toBe('')
})

test('a name is nearest to itself, and any text is borne', () => {
  fc.assert(fc.property(fc.string(), (text) => void closestName(text, NAMES)))
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), (name) => {
      expect(closestName(name, NAMES)).toBe(name)
    }),
  )
  expect(closestName('x'.repeat(1_000_000), NAMES)).toBeUndefined()
})
