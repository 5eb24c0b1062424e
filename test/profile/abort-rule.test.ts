import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAbortRule } from '../../src/profile/abort-rule.js'
import { parseSlo } from '../../src/profile/slo.js'

test.each([
  ['errors > 5% for 30s', 'errors > 5%', 30_000_000],
  ['timeline.p99 >= 5s  for  1m', 'timeline.p99 >= 5s', 60_000_000],
  ['users < 50% for 2m', 'users < 50%', 120_000_000],
])('reads %j', (text, condition, forUs) => {
  expect(parseAbortRule(text)).toEqual({ condition: parseSlo(condition), forUs })
})

test.each([
  ['errors > 5%', 'write condition for duration'],
  ['errors for 30s', 'write subject'],
  ['errors > 5% for soon', 'give whole seconds'],
  ['errors > 5% for 0', 'give whole seconds'],
  ['errors > 5% for 500ms', 'give whole seconds'],
  ['errors = 0 for 30s', 'compare with <'],
  ['errors[ramp] > 5% for 30s', 'leave the window out'],
])('says what is wrong with %j', (text, remedy) => {
  expect(parseAbortRule(text)).toEqual({ path: '--abort-on', value: text, remedy: expect.stringContaining(remedy) })
})

test('a text is a rule or a problem, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), fc.string(), (left, right) => {
      const parsed = parseAbortRule(`${left} for ${right}`)
      expect('remedy' in parsed || parsed.forUs > 0).toBe(true)
    }),
  )
})
