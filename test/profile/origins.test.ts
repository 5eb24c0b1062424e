import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ASSUMED_KEYS } from '../../src/profile/assumed-keys.js'
import { originsOf } from '../../src/profile/origins.js'
import { readProfile } from '../../src/profile/profile-reading.js'
import { temporaryFolder } from '../metrics/stored-runs.js'

const originsIn = (text: string | undefined, flags = {}, env = {}) => {
  const cwd = temporaryFolder()
  if (text !== undefined) writeFileSync(join(cwd, 'mine.yaml'), text)
  return originsOf(readProfile({ cwd, flags, env, ...(text !== undefined && { name: 'mine.yaml' }) }))
}

test('what nobody said is a default, so it has no origin', () => expect(originsIn(undefined)).toEqual({}))

test('the uppermost source that said a value is its origin: flag, variable, line of the file, built-in profile', () => {
  const text = 'extends: spike\nusers: 20\nhold: 1m\nbehaviour:\n  perUserHour:\n    posts: 3\n'
  expect(originsIn(text, { users: '40' }, { TATAMI_LOAD_RAMP_DOWN: '5s', TATAMI_LOAD_USERS: '30' })).toEqual({
    users: '--users',
    ramp: 'built-in profile spike',
    hold: 'mine.yaml:3: hold',
    rampDown: 'TATAMI_LOAD_RAMP_DOWN',
    'behaviour.session': 'built-in profile spike',
    'behaviour.perUserHour.posts': 'mine.yaml:6: behaviour.perUserHour.posts',
    'behaviour.coldCaches': 'built-in profile spike',
  })
})

test('a hold that follows from the duration comes from there', () =>
  expect(originsIn(undefined, { duration: '6m' })).toEqual({ hold: '--duration' }))

test('each key is one that the default profile has, but the seed, which is drawn', () => {
  const { draft } = readProfile({ cwd: '.', flags: {}, env: {} })
  const missing = ASSUMED_KEYS.filter(
    (key) =>
      key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], draft) ===
      undefined,
  )
  expect(missing).toEqual(['seed'])
})
