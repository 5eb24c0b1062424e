import { expect, test } from 'vitest'
import { limitOf, type TriedStep } from '../../src/capacity/search.js'
import { type SimulatedSearch, searchPlan, simulateSearch } from './simulated-search.js'

// p99 of an exponential is 4.6 means: 200 ms are reached at a mean of 43.4 ms, which is a load of 1 - 10/43.4 = 77 %.
const PLATFORM = { fullAtUsers: 3_000, serviceUs: 10_000 }
const TRUE_LIMIT = 3_000 * (1 - (10 * Math.log(100)) / 200)

const tried = ({ steps }: SimulatedSearch): readonly TriedStep[] =>
  steps.map(({ span, weighed }) => ({
    users: span.users,
    outcome: weighed.outcome === 'undecided' ? 'inconclusive' : weighed.outcome,
  }))

test.each([1, 2, 3])(
  'a search finds the limit of a queue to its resolution, and within ten minutes (seed %d)',
  (seed) => {
    const search = simulateSearch(PLATFORM, { seed })
    const { held = 0, missed = 0 } = limitOf(tried(search))
    expect(search.end).toBe('resolved')
    expect(held).toBeGreaterThan(TRUE_LIMIT * 0.93)
    expect(held).toBeLessThan(TRUE_LIMIT * 1.03)
    expect(missed - held).toBeLessThanOrEqual(held * 0.05)
    expect(search.seconds).toBeLessThan(600)
  },
)

test('steps far from the limit are shorter than those near it', () => {
  const { steps } = simulateSearch(PLATFORM)
  const lengthAt = (users: number) =>
    steps.filter(({ span }) => Math.abs(span.users - users) < users * 0.07).map(({ span }) => span.toUs - span.fromUs)
  expect(steps[3]?.span).toMatchObject({ users: 1_283 })
  expect((steps[3]?.span.toUs ?? 0) - (steps[3]?.span.fromUs ?? 0)).toBeLessThan(30e6)
  expect(Math.max(...lengthAt(TRUE_LIMIT))).toBeGreaterThanOrEqual(30e6)
})

test('after an overload the next step waits until what piled up is served', () => {
  const { steps } = simulateSearch(PLATFORM)
  const failed = steps.findIndex(({ span }) => span.users > PLATFORM.fullAtUsers)
  const [overload, next] = [steps[failed], steps[failed + 1]]
  expect(overload?.weighed.outcome).toBe('fail')
  expect(next?.span.users).toBeLessThan(overload?.span.users ?? 0)
  expect((next?.span.rampFromUs ?? 0) - (overload?.span.toUs ?? 0)).toBeGreaterThan(4e6)
})

test('users stand still for as long as a step is weighed, however long the way down from an overload is', () => {
  const { steps, users } = simulateSearch(PLATFORM, { plan: { ...searchPlan, rampPerSec: 20 } })
  const moving = steps.filter(({ span }) =>
    users.slice(span.fromUs / 1e6, span.toUs / 1e6).some((now) => now !== span.users),
  )
  expect(moving.map(({ span }) => span.users)).toEqual([])
})

test('from step to step only the difference comes', () => {
  const { steps, users } = simulateSearch(PLATFORM)
  const between = steps
    .slice(1, 4)
    .map(({ span }) => Math.min(...users.slice(span.rampFromUs / 1e6 + 1, span.toUs / 1e6)))
  expect(between.every((least, i) => least >= (steps[i]?.span.users ?? 0))).toBe(true)
})

test('a platform that holds the most users ends the search there', () => {
  const { end, steps } = simulateSearch({ fullAtUsers: 50_000, serviceUs: 10_000 })
  expect(end).toBe('all-held')
  expect(steps.at(-1)?.span.users).toBe(5_000)
})

test('a step in which the generator was late is repeated, and does not count', () => {
  let lateFrom: number | undefined
  const lagUs = (second: number, users: number): number => {
    if (users === 2_053) lateFrom ??= second
    return lateFrom !== undefined && second < lateFrom + 40 ? 60_000 : 500
  }
  const search = simulateSearch({ ...PLATFORM, lagUs })
  expect(
    tried(search)
      .filter(({ users }) => users === 2_053)
      .map(({ outcome }) => outcome),
  ).toEqual(['invalid', 'pass'])
  expect(search.end).toBe('resolved')
})

test('a generator that stays late ends the search with what was held before', () => {
  const search = simulateSearch({ ...PLATFORM, lagUs: (_, users) => (users > 1_000 ? 60_000 : 500) })
  expect(search.end).toBe('generator-late')
  expect(limitOf(tried(search))).toEqual({ held: 802 })
})

test('a list of steps is gone through to its end', () => {
  const search = simulateSearch(PLATFORM, { plan: { ...searchPlan, steps: [500, 1_000, 3_500, 4_000] } })
  expect(tried(search).map(({ users, outcome }) => `${users} ${outcome}`)).toEqual([
    '500 pass',
    '1000 pass',
    '3500 fail',
    '4000 fail',
  ])
  expect(search.end).toBe('list-done')
})

test('when it is done, everybody leaves before the run is stopped', () => {
  const { users } = simulateSearch(PLATFORM)
  expect(users.at(-1)).toBe(0)
})
