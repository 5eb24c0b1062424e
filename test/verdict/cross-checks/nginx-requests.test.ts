import { expect, test } from 'vitest'
import { checkNginxRequests, type NginxRequests } from '../../../src/verdict/cross-checks/nginx-requests.js'

const clean: NginxRequests = { written: 13_870, unanswered: 0, resent: 0, counted: 13_870, failedReadings: 0 }

test.each<readonly [string, Partial<NginxRequests>, boolean]>([
  ['the same count', {}, true],
  ['one request of somebody else', { counted: 13_871 }, false],
  ['one request that never came', { counted: 13_869 }, false],
  ['requests without an answer that came', { unanswered: 7 }, true],
  ['requests without an answer that did not come', { unanswered: 7, counted: 13_863 }, true],
  ['more missing than were without an answer', { unanswered: 7, counted: 13_862 }, false],
  ['requests without an answer, and one of somebody else', { unanswered: 7, counted: 13_871 }, false],
  ['one sent twice and counted twice', { resent: 1, counted: 13_871 }, true],
  ['one sent twice and counted once', { resent: 1 }, true],
  ['a failed reading that was counted', { failedReadings: 1, counted: 13_871 }, true],
])('%s', (_, change, ok) => {
  expect(checkNginxRequests({ ...clean, ...change })).toMatchObject({ applies: true, ok })
})

test('says what leaves room', () => {
  const check = checkNginxRequests({ ...clean, unanswered: 1_200, failedReadings: 1 })
  expect(check).toMatchObject({ tolerance: '1,200 without an answer, 1 failed readings of the count' })
})

test('says why it does not apply', () => {
  expect(checkNginxRequests('the run was cut')).toMatchObject({ applies: false, reason: 'the run was cut' })
})
