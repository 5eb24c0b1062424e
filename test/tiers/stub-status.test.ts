import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseStubStatus } from '../../src/tiers/stub-status.js'
import { fixtureText } from './fixture.js'

const PAGE = fixtureText('stub-status/1.22.txt')

test('reads what nginx counts', () => {
  expect(parseStubStatus(PAGE)).toEqual({
    connections: 291,
    accepts: 16_630_948,
    handled: 16_630_946,
    requests: 31_070_465,
    reading: 6,
    writing: 179,
    waiting: 106,
    inHand: 185,
  })
})

test.each([
  ['nothing', ''],
  ['another page', '<html>Reading: 6 Writing: 179</html>'],
  ['a page that was cut', PAGE.slice(0, 60)],
  ['counts that no number holds', PAGE.replace('31070465', '9'.repeat(400))],
  ['counts below zero', PAGE.replace('106', '-106')],
])('takes %s for no status page', (_, text) => {
  expect(parseStubStatus(text)).toBeUndefined()
})

test('reads any text as counts or as no page', () => {
  const pieces = fc
    .array(fc.oneof(fc.string(), fc.constantFrom(...PAGE.split(/(?<=[:\n ])/))))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(pieces, (text) => {
      for (const count of Object.values(parseStubStatus(text) ?? {})) expect(Number.isSafeInteger(count)).toBe(true)
    }),
  )
})
