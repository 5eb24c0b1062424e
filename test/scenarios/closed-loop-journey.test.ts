import { expect, it } from 'vitest'
import { closedLoopJourney } from '../../src/scenarios/closed-loop-journey.js'
import { type Answer, play } from './played.js'

const list: Answer = { status: 200, type: 'application/json', body: '[]' }

it('asks again when the answer is there, until it is to leave', () => {
  const { sent } = play(
    closedLoopJourney(),
    { answer: () => list },
    { arrivalUs: 0, serviceUs: 10_000, stopAtUs: 45_000 },
  )
  expect(sent.map(({ step, dueUs }) => [step, dueUs])).toEqual(
    [0, 10_000, 20_000, 30_000, 40_000].map((dueUs) => ['timeline/poll', dueUs]),
  )
  expect(sent[0]?.path).toMatch(/^\/tatami\/rest\/statuses\/home_timeline\?_=\d+$/)
})

it('ends at the first wrong answer, so that a dead front is not asked ever faster', () => {
  const answers = [list, { reason: 'connect' } as const, list]
  const { sent } = play(closedLoopJourney(), { answer: () => answers.shift() ?? list })
  expect(sent.map(({ outcome }) => outcome)).toEqual(['ok', 'connect'])
})
