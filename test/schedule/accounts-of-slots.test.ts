import { expect, it } from 'vitest'
import { accountIndex } from '../../src/schedule/accounts-of-slots.js'

it.each([
  { accounts: 10, expected: [3, 3, 3] },
  { accounts: 20, expected: [3, 13, 3] },
])('replaces the user of slot 3 of 10 by $expected with $accounts accounts', ({ accounts, expected }) =>
  expect([0, 1, 2].map((session) => accountIndex(3, session, 10, accounts))).toEqual(expected),
)
