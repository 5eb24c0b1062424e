import { expect, test } from 'vitest'
import { checkUserTime, type UserTime } from '../../../src/verdict/cross-checks/user-time.js'

// 500 users who come within 10 s, stay for 30 s and go within 10 s.
const clean: UserTime = { gaugeSeconds: 20_000, gaugeVariation: 1_000, sessionSeconds: 20_000 }

test.each<readonly [string, Partial<UserTime>, boolean]>([
  ['both books agree', {}, true],
  ['a gauge read a moment late', { gaugeSeconds: 19_700 }, true],
  ['a gauge that forgot every tenth user', { gaugeSeconds: 18_000 }, false],
  ['sessions that were never closed', { sessionSeconds: 18_500 }, false],
  ['nobody in the gauge', { gaugeSeconds: 0, gaugeVariation: 0 }, false],
])('%s', (_, change, ok) => {
  expect(checkUserTime({ ...clean, ...change })).toMatchObject({ applies: true, ok })
})

test.each<readonly [string, Partial<UserTime>, RegExp]>([
  ['nobody was logged in', { gaugeSeconds: 0, gaugeVariation: 0, sessionSeconds: 0 }, /nobody was logged in/],
  [
    'everybody was gone before the first reading',
    { gaugeSeconds: 0, gaugeVariation: 0, sessionSeconds: 0.4 },
    /too short/,
  ],
  ['a few users stayed for a few seconds', { gaugeSeconds: 60, gaugeVariation: 6, sessionSeconds: 66 }, /too short/],
  ['sessions are shorter than the gauge can see', { gaugeVariation: 4_000 }, /too fast, for a gauge/],
])('does not apply when %s', (_, change, reason) => {
  expect(checkUserTime({ ...clean, ...change })).toMatchObject({
    applies: false,
    reason: expect.stringMatching(reason),
  })
})
