import { expect, test } from 'vitest'
import { ensureTeam, teamOf, usersIn } from '../../src/accounts/seed-groups.js'
import type { Session } from '../../src/accounts/session.js'
import { PreflightError } from '../../src/base/errors.js'
import { GROUPS } from '../../src/tatami/routes.js'

// A platform that answers each call in turn as the test says.
const sessionThat = (answer: (call: string) => unknown) => {
  const calls: string[] = []
  const session: Session = {
    username: 'ann',
    json: async (method, path) => {
      calls.push(`${method} ${path}`)
      return answer(`${method} ${path}`)
    },
  }
  return { session, calls }
}

test('a new group that no list shows ends the seeding, so that no second one is made', async () => {
  const { session, calls } = sessionThat((call) => (call === `GET ${GROUPS}` ? [] : {}))
  await expect(ensureTeam(session, 'team', [])).rejects.toThrow(PreflightError)
  expect(calls).toEqual([`GET ${GROUPS}`, `POST ${GROUPS}`, `GET ${GROUPS}`])
})

test('a group of the same name that somebody else administers is left alone', async () => {
  const theirs = { groupId: 'theirs', name: 'team', administrator: false }
  const ours = { groupId: 'ours', name: 'team', administrator: true }
  let groups = [theirs]
  const { session, calls } = sessionThat((call) => {
    if (call === `POST ${GROUPS}`) groups = [theirs, ours]
    return call === `GET ${GROUPS}` ? groups : []
  })
  expect(await ensureTeam(session, 'team', [])).toEqual({ found: 0, made: 1 })
  expect(calls.at(-1)).toBe(`GET ${GROUPS}/ours/members/`)
})

test('an answer that denies a membership is an error', async () => {
  const { session } = sessionThat((call) => {
    if (call === `GET ${GROUPS}`) return [{ groupId: 'g', name: 'team', administrator: true }]
    return call.startsWith('GET') ? [] : { username: 'bob', isMember: false }
  })
  await expect(ensureTeam(session, 'team', ['bob'])).rejects.toThrow('did not make bob a member')
})

test('every account is in one team', () => {
  expect([0, 1, 2].map((team) => usersIn(team, 120).length)).toEqual([50, 50, 20])
  expect(usersIn(2, 120).map(teamOf)).toEqual(Array.from({ length: 20 }, () => 2))
})
