import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { type SeedFlags, seedOptionsOf } from '../../src/cli/seed-flags.js'
import { contextIn } from './contexts.js'
import { SEED_DEFAULTS } from './seed-defaults.js'

const FLAGS: SeedFlags = { ...SEED_DEFAULTS, target: ['http://127.0.0.1:8080'], users: '2k' }

const problemsOf = (flags: Partial<SeedFlags>) => {
  try {
    seedOptionsOf({ ...FLAGS, ...flags }, contextIn('/nowhere'), undefined)
    return []
  } catch (error) {
    if (error instanceof UsageError) return error.problems
    throw error
  }
}

describe('flags of seed', () => {
  it('become options', () =>
    expect(seedOptionsOf(FLAGS, contextIn('/nowhere'), 'secret')).toMatchObject({
      target: { urls: ['http://127.0.0.1:8080'] },
      users: 2_000,
      csvPath: '/nowhere/accounts.csv',
      password: 'secret',
    }))

  it('are all looked at before the first is refused', () =>
    expect(
      problemsOf({ target: [], users: 'x', rate: '0', seed: 'y', pattern: 'user' }).map(({ path }) => path),
    ).toEqual(['--target', '--rate', '--users', '--seed', '--pattern']))

  it('are told with an example of their own kind', () =>
    expect(problemsOf({ users: 'x', seed: 'y' })).toMatchObject([
      { value: 'x', remedy: 'write a whole number of at least 1, such as 2k' },
      { value: 'y', remedy: 'write a whole number of at least 0, such as 7' },
    ]))
})
