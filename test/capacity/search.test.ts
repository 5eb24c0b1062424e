import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limitOf, nextMove, type StepOutcome, type TriedStep } from '../../src/capacity/search.js'
import type { SearchPlan } from '../../src/metrics/search-record.js'

const plan: SearchPlan = {
  maxUsers: 5_000,
  resolution: 0.05,
  targetUsers: 160_000,
  rampPerSec: 50,
  shortestUs: 15e6,
  longestUs: 60e6,
}

const tried = (text: string): readonly TriedStep[] =>
  text.split(' ').map((step) => {
    const [users = '', outcome = ''] = step.split(':')
    return { users: Number(users), outcome: OUTCOMES[outcome] ?? 'pass' }
  })
const OUTCOMES: Readonly<Record<string, StepOutcome>> = { fail: 'fail', unsure: 'inconclusive', late: 'invalid' }

test.each([
  ['starts at a sixteenth of the most users', '', '313'],
  ['grows by 1.6 while all is held', '313', '501'],
  ['ends its growth at the most users', '313 501 4000', '5000'],
  ['is done when the most users are held', '313 4000 5000', 'all-held'],
  ['halves what lies between held and missed', '313 501 802:fail', '652'],
  ['takes an undecided step for one that was not held', '1000 2000:unsure', '1500'],
  ['is done when held and missed are as close as asked for', '1000 1050:fail', 'resolved'],
  ['goes on as long as they are not', '1000 1052:fail', '1026'],
  ['halves downwards while nothing is held', '313:fail', '156'],
  ['gives up where hardly anybody is held', '50:fail 25:fail', 'none-held'],
  ['repeats a step in which the generator was late', '313 501:late', '501'],
  ['ends when the generator was late twice at the same load', '313 501:late 501:late', 'generator-late'],
  ['goes on when it was late once', '313 501:late 501', '802'],
  ['ends at a single user', '3:fail 2:fail 1:fail', 'none-held'],
])('the search %s', (_, steps, expected) => {
  const move = nextMove(plan, steps === '' ? [] : tried(steps))
  expect(move.kind === 'step' ? String(move.users) : move.end).toBe(expected)
})

test.each([
  ['takes the first', '', '100'],
  ['goes on after one that was missed, since the curve beyond the limit is asked for', '100 200:fail', '400'],
  ['repeats a late one', '100 200:late', '200'],
  ['ends with the last', '100 200 400:fail', 'list-done'],
])('a list of steps %s', (_, steps, expected) => {
  const move = nextMove({ ...plan, steps: [100, 200, 400] }, steps === '' ? [] : tried(steps))
  expect(move.kind === 'step' ? String(move.users) : move.end).toBe(expected)
})

test.each([
  ['100 200:fail', { held: 100, missed: 200 }],
  ['100 200 400', { held: 400 }],
  ['100:fail', { missed: 100 }],
  ['100 200:late', { held: 100 }],
  ['100 200:fail 400', { held: 100, missed: 200 }],
])('the limit after %s lies below the first that was missed', (steps, expected) => {
  expect(limitOf(tried(steps))).toEqual(expected)
})

test('every search of a platform with a sharp limit ends within 25 steps, with the limit between held and missed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 0, max: 200_000 }), (maxUsers, limit) => {
      const steps: TriedStep[] = []
      const asked = { ...plan, maxUsers }
      for (let move = nextMove(asked, steps); move.kind === 'step'; move = nextMove(asked, steps)) {
        expect(move.users).toBeGreaterThanOrEqual(1)
        expect(move.users).toBeLessThanOrEqual(maxUsers)
        steps.push({ users: move.users, outcome: move.users <= limit ? 'pass' : 'fail' })
        expect(steps.length).toBeLessThanOrEqual(25)
      }
      const { held = 0, missed = Number.POSITIVE_INFINITY } = limitOf(steps)
      expect(held).toBeLessThanOrEqual(limit)
      expect(missed).toBeGreaterThan(limit)
    }),
    { numRuns: 100, seed: 1 },
  )
})

test('whatever comes of its steps, a search ends', () => {
  const outcome = fc.constantFrom<StepOutcome>('pass', 'fail', 'inconclusive', 'invalid')
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 60, maxLength: 60 }), (outcomes) => {
      const steps: TriedStep[] = []
      for (const one of outcomes) {
        const move = nextMove(plan, steps)
        if (move.kind === 'end') return
        steps.push({ users: move.users, outcome: one })
      }
      expect.unreachable('60 steps and no end')
    }),
    { numRuns: 300, seed: 2 },
  )
})
