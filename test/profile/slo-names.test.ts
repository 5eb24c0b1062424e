import { expect, test } from 'vitest'
import { checkSlo, lookUp, type SloNames } from '../../src/profile/slo-names.js'

const NAMES: SloNames = {
  subjects: ['login', 'timeline'],
  steps: [
    { name: 'login/page', scenario: 'login' },
    { name: 'browse/profile', scenario: 'browse' },
    { name: 'browse/tag', scenario: 'browse' },
  ],
  tiers: ['jetty', 'cassandra'],
}

test.each([
  ['timeline', { kind: 'felt', subject: 1 }],
  ['login', { kind: 'felt', subject: 0 }],
  ['login/page', { kind: 'steps', steps: [0] }],
  ['browse', { kind: 'steps', steps: [1, 2] }],
  ['jetty', { kind: 'tier', tier: 'jetty' }],
  ['errors', undefined],
])('%s stands for %j', (name, expected) => {
  expect(lookUp(name, NAMES)).toEqual(expected)
})

test.each([
  'timeline.p99 < 1s',
  'browse.errors < 1%',
  'login/page.service.p95 < 1s',
  'jetty.max < 1s',
  'errors = 0',
  'users > 0',
])('%s can be measured', (text) => expect(checkSlo(text, NAMES)).toBeUndefined())

test.each([
  ['timline.p99 < 1s', 'nothing is named timline: did you mean timeline? known are login, timeline, browse, jetty'],
  ['browse/profil.p99 < 1s', 'did you mean browse/profile?'],
  ['nothing/like-it.p99 < 1s', 'nothing is named nothing/like-it: known are'],
  ['timeline.service.p99 < 1s', 'timeline has no service time of its own'],
  ['jetty.service.p99 < 1s', 'jetty has no service time of its own'],
  ['jetty.errors < 1%', 'errors are counted by step'],
  ['timeline.p99 < fast', 'compare with a time'],
])('%s is refused', (text, remedy) => {
  expect(checkSlo(text, NAMES)).toEqual({ path: '--slo', value: text, remedy: expect.stringContaining(remedy) })
})
