import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Journal } from '../../src/accounts/journal.js'
import type { SeedPlan } from '../../src/accounts/seed-plan.js'
import { UsageError } from '../../src/base/errors.js'
import { temporaryFolder } from '../metrics/stored-runs.js'

const WANTED: Omit<SeedPlan, 'password'> = {
  origin: 'http://127.0.0.1:8080',
  users: 5,
  pattern: 'clerk{n}@shop.example',
  first: 1,
  followersMean: 2,
  seed: 1,
}

const journals = () => {
  const path = join(temporaryFolder(), 'accounts.csv.journal')
  const open = (change: Partial<SeedPlan> = {}): Journal => {
    const { password, ...wanted } = { ...WANTED, ...change }
    return Journal.open(path, wanted, password, () => 'made-up')
  }
  return { path, open }
}

test('what was done is known when it is opened again', () => {
  const { open } = journals()
  open().done('follows', 3, 2)
  const again = open()
  expect(again.countDone('follows', 3)).toBe(2)
  expect(again.countDone('posts', 3)).toBeUndefined()
})

test('only its owner can read it, since the password stands in it', () => {
  const { path, open } = journals()
  open()
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a line torn by a crash is passed over and does not swallow the next one', () => {
  const { path, open } = journals()
  open().done('posts', 1, 2)
  appendFileSync(path, '{"kind":"done","phase":"posts","us')
  open().done('posts', 2, 2)
  const again = open()
  expect([1, 2].map((user) => again.countDone('posts', user))).toEqual([2, 2])
})

test('a password is made once, and holds', () => {
  const { open } = journals()
  open().done('accounts', 0, 1)
  expect(open().plan.password).toBe('made-up')
  expect(() => open({ password: 'another' })).toThrow(UsageError)
})

test('more users or follows begin the steps anew, with the same password', () => {
  const { open } = journals()
  open({ password: 'given' }).done('accounts', 0, 1)
  const larger = open({ users: 6 })
  expect(larger.plan).toMatchObject({ users: 6, password: 'given' })
  expect(larger.countDone('accounts', 0)).toBeUndefined()
})

test.each([
  ['platform', { origin: 'http://127.0.0.1:9999' }, 'origin: http://127.0.0.1:9999: '],
  ['pattern', { pattern: 'x{n}@shop.example' }, 'pattern: x{n}@shop.example: '],
  ['first number', { first: 9 }, 'first: 9: '],
])('the journal of another %s is refused', (_, change, words) => {
  const { open } = journals()
  open().done('accounts', 0, 1)
  expect(() => open(change)).toThrow(words)
})

test('a refused password is not told', () => {
  const { open } = journals()
  open({ password: 'first-secret' }).done('accounts', 0, 1)
  expect(() => open({ password: 'other-secret' })).toThrow(/^password: another one: (?!.*secret)/)
})

test('posts that were taken away are to be made again, accounts are not', () => {
  const { path, open } = journals()
  const journal = open()
  for (const phase of ['accounts', 'posts'] as const) journal.done(phase, 0, 1)
  Journal.read(path)?.undone()
  expect(open().countDone('posts', 0)).toBeUndefined()
  expect(open().countDone('accounts', 0)).toBe(1)
})

test.each(['', 'login,password\n', '{"kind":"done","phase":"posts","user":0,"count":1}\n', 'null\n7\n'])(
  'a file that is no journal (%j) is refused and left as it is',
  (text) => {
    const { path, open } = journals()
    writeFileSync(path, text)
    expect(() => open()).toThrow('no journal of a seeding')
    expect(readFileSync(path, 'utf8')).toBe(text)
  },
)

test('a folder that is not there is a usage error', () => {
  const path = join(temporaryFolder(), 'nowhere', 'accounts.csv.journal')
  expect(() => Journal.open(path, WANTED, 'x', () => '')).toThrow('name a file in a folder that can be written to')
  expect(Journal.read(path)).toBeUndefined()
})

test('as long as no account was made, everything can still be changed', () => {
  const { open } = journals()
  open()
  const changed = { password: 'their-own', origin: 'http://127.0.0.1:9999', pattern: 'x{n}@shop.example' }
  expect(open(changed).plan).toMatchObject(changed)
})
