import { expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { type CapacityFlags, mostUsersOf, questionsOf, searchPlanOf } from '../../src/cli/capacity-flags.js'
import type { EventProfile } from '../../src/profile/event-profile.js'
import { eventProfile } from '../profile/event-profiles.js'

const profile = eventProfile({ slos: ['timeline.p99 < 200ms'], users: 1_200 })
const flags = (change: Partial<CapacityFlags> = {}): CapacityFlags => ({
  resolution: '5%',
  step: '15s',
  longestStep: '60s',
  ...change,
})

test('a search is planned from the flags, and from the profile where they say nothing', () => {
  expect(searchPlanOf(flags({ maxUsers: '5k', resolution: '2%' }), profile)).toEqual({
    maxUsers: 5_000,
    resolution: 0.02,
    targetUsers: 160_000,
    rampPerSec: 5_000 / 120,
    shortestUs: 15e6,
    longestUs: 60e6,
  })
  expect(searchPlanOf(flags(), profile)).toMatchObject({ maxUsers: 1_200, rampPerSec: 10 })
})

test('a list of steps names the most users with its last', () => {
  const asked = flags({ steps: '1k,2k,5k', rampRate: '20/s', targetUsers: '10k' })
  expect(searchPlanOf(asked, profile)).toMatchObject({
    steps: [1_000, 2_000, 5_000],
    maxUsers: 5_000,
    rampPerSec: 20,
    targetUsers: 10_000,
  })
  expect(mostUsersOf(asked)).toEqual({ users: '5000' })
})

const problemsOf = (asked: CapacityFlags, of: EventProfile = profile): readonly string[] => {
  try {
    searchPlanOf(asked, of)
  } catch (error) {
    if (error instanceof UsageError) return error.problems.map(({ path, value }) => `${path}: ${value}`)
    throw error
  }
  return []
}

test.each([
  [{ maxUsers: 'many' }, '--max-users: many'],
  [{ maxUsers: '0' }, '--max-users: 0'],
  [{ steps: '2k,1k' }, '--steps: 2k,1k'],
  [{ steps: '' }, '--steps: '],
  [{ resolution: '60%' }, '--resolution: 60%'],
  [{ resolution: 'fine' }, '--resolution: fine'],
  [{ step: '5s' }, '--step: 5s'],
  [{ step: '90s' }, '--longest-step: 60s'],
  [{ rampRate: '20' }, '--ramp-rate: 20'],
  [{ targetUsers: '-1' }, '--target-users: -1'],
])('%j is told by its flag and value', (change, expected) => {
  expect(problemsOf(flags(change))).toEqual([expected])
})

test('all problems are told at once', () => {
  expect(problemsOf(flags({ maxUsers: 'x', resolution: 'y', rampRate: 'z' }))).toHaveLength(3)
})

test('a profile without an SLO, or whose users do not stay, cannot be searched', () => {
  const onePass = eventProfile({ behaviour: { ...eventProfile().behaviour, session: { kind: 'one-pass' } } })
  expect(problemsOf(flags(), onePass)).toEqual(['PROFILE: small', '--slo: '])
})

test('what is asked of the model is kept as it was written, and every wrong text of it is a problem', () => {
  expect(questionsOf(flags())).toEqual({})
  const asked = { whatIf: ['think x0.5'], planRule: ['growth=50%'] }
  expect(questionsOf(flags(asked))).toEqual({ whatIf: ['think x0.5'], planRules: ['growth=50%'] })
  expect(() => questionsOf(flags({ whatIf: ['thin x2'], planRule: ['growth=lots'] }))).toThrow(
    expect.objectContaining({
      problems: [
        expect.objectContaining({ path: '--what-if', value: 'thin x2' }),
        expect.objectContaining({ path: '--plan-rule', value: 'growth=lots' }),
      ],
    }),
  )
})
