import { expect, test } from 'vitest'
import { chooseSteps } from '../../../src/capacity/witness/choose-steps.js'
import type { SecondRecord } from '../../../src/metrics/second-record.js'
import { SparseHistogram } from '../../../src/metrics/sparse-histogram.js'

const NAMES = ['login/home', 'login/timeline', 'search/results', 'post/create']
const meta = { steps: NAMES.map((name) => ({ name, scenario: name.split('/')[0] ?? '' })) }

/** Each step's answers and what each of them took, in the order of the names. */
const second = (...answers: readonly (readonly [count: number, us: number])[]): SecondRecord => ({
  second: 0,
  steps: answers.map(([count, us], step) => {
    const service = new SparseHistogram()
    for (let i = 0; i < count; i++) service.record(us)
    return { step, ok: count, service: service.entries() }
  }),
})

test('of steps that can be asked for alone, the cheapest and the dearest are taken', () => {
  const chosen = chooseSteps([second([10, 3_000], [10, 900], [10, 8_000], [10, 50_000])], meta)
  expect(chosen?.cheapest).toMatchObject({
    step: 'login/timeline',
    path: '/tatami/rest/statuses/home_timeline',
    serviceUs: 900,
  })
  expect(chosen?.dearest).toMatchObject({
    step: 'search/results',
    path: expect.stringMatching(/^\/tatami\/rest\/search\/status\?q=\w+$/),
  })
})

test('a step of which hardly any answer is known is none of them', () => {
  expect(chooseSteps([second([10, 3_000], [10, 900], [4, 8_000])], meta)?.dearest.step).toBe('login/home')
})

test('without two such steps there is no choice', () => {
  expect(chooseSteps([second([10, 3_000], [2, 900])], meta)).toBeUndefined()
  expect(chooseSteps([], meta)).toBeUndefined()
})
