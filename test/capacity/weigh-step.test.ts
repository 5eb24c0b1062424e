import { expect, test } from 'vitest'
import { exponential, randomStream } from '../../src/base/random.js'
import type { StepObjective } from '../../src/capacity/weigh-objective.js'
import { type StepTerms, weighStep } from '../../src/capacity/weigh-step.js'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import type { Objective } from '../../src/verdict/objective.js'

const SECOND = 1_000_000
const P99: Objective = {
  expression: 'timeline/poll.p99 < 200ms',
  source: { kind: 'steps', steps: [0], series: 'response' },
  statistic: { kind: 'percentile', percentage: 99 },
  spans: [],
  over: 'hold',
  op: '<',
  bound: 200_000,
}
const ERRORS: Objective = { ...P99, expression: 'errors < 1%', statistic: { kind: 'errors' }, bound: 0.01 }
const USERS: Objective = {
  ...P99,
  expression: 'users >= 99%',
  source: { kind: 'users', planned: 5_000 },
  statistic: { kind: 'users' },
  op: '>=',
  bound: 0.99,
}

const terms = (objectives: readonly Objective[], isLast = false): StepTerms => ({
  objectives: objectives.map((objective): StepObjective => ({ objective, countsRamp: false })),
  lagLimitUs: 20_000,
  isLast,
})

interface Behaved {
  readonly meanUs: (second: number) => number
  readonly perSecond?: number
  readonly failed?: number
  readonly users?: number
  readonly lagUs?: number
}

/** Seconds from 10 on, of requests whose times are exponential. */
const records = (
  seconds: number,
  { meanUs, perSecond = 50, failed = 0, users = 100, lagUs = 500 }: Behaved,
): SecondRecord[] => {
  const random = randomStream(5, 'weighed')
  return Array.from({ length: seconds }, (_, i) => {
    const [response, failures, lag] = [new SparseHistogram(), new SparseHistogram(), new SparseHistogram()]
    for (let n = 0; n < perSecond; n++) response.record(exponential(random, meanUs(i)))
    for (let n = 0; n < failed; n++) failures.record(1_000)
    lag.record(lagUs)
    return {
      second: 10 + i,
      users,
      steps: [
        {
          step: 0,
          ok: perSecond,
          response: response.entries(),
          ...(failed > 0 && { failed: { status: failed }, failedResponse: failures.entries() }),
        },
      ],
      lag: lag.entries(),
    }
  })
}

const span = (seconds: number) => ({
  users: 100,
  rampFromUs: 5 * SECOND,
  fromUs: 10 * SECOND,
  toUs: (10 + seconds) * SECOND,
})

const outcome = (seconds: number, behaved: Behaved, objectives = [P99], isLast = false) =>
  weighStep(records(seconds, behaved), span(seconds), terms(objectives, isLast)).outcome

const constant = (us: number) => ({ meanUs: () => us })

test.each([
  ['held, far below its bound, after 15 s', 15, { ...constant(10_000), perSecond: 150 }, [P99], 'pass'],
  ['not held, far above it, after 15 s', 15, constant(150_000), [P99], 'fail'],
  ['undecided close to it', 15, constant(43_000), [P99], 'undecided'],
  ['undecided on few samples', 15, { ...constant(10_000), perSecond: 5 }, [P99], 'undecided'],
  ['held when no request failed, of many', 60, { ...constant(10_000), perSecond: 100 }, [ERRORS], 'pass'],
  ['not held when two of a hundred failed', 60, { ...constant(10_000), failed: 2 }, [ERRORS], 'fail'],
  ['not held when one of several SLOs is missed', 30, { ...constant(10_000), failed: 5 }, [P99, ERRORS], 'fail'],
  ['held when its users were in', 30, constant(10_000), [P99, USERS], 'pass'],
  ['not held when they were not', 15, { ...constant(10_000), users: 90 }, [P99, USERS], 'fail'],
] as const)('a step is %s', (_, seconds, behaved, objectives, expected) => {
  expect(outcome(seconds, behaved, [...objectives])).toBe(expected)
})

test('what is still undecided at the end is inconclusive', () => {
  expect(outcome(60, constant(43_400), [P99], true)).toBe('inconclusive')
})

test('what is undecided says how much longer the step would have to be', () => {
  const weighed = (meanUs: number) =>
    weighStep(records(60, constant(meanUs)), span(60), terms([P99], true)).objectives[0]?.moreUs
  expect(weighed(43_400)).toBeGreaterThanOrEqual(60 * SECOND)
  expect(weighed(10_000)).toBeUndefined()
})

test('a bound that is kept on too few samples to be sure is held in the end, and says so', () => {
  const weighed = weighStep(records(60, { ...constant(10_000), perSecond: 3 }), span(60), terms([P99], true))
  expect(weighed).toMatchObject({ outcome: 'pass', objectives: [{ isWeak: true, status: 'pass' }] })
})

test('without a sample nothing is held', () => {
  expect(outcome(60, { ...constant(0), perSecond: 0 }, [P99], true)).toBe('inconclusive')
})

test('without an SLO nothing is held', () => {
  expect(outcome(60, constant(10_000), [], true)).toBe('inconclusive')
})

test('the warm-up is left out', () => {
  const { outcome, cutSeconds } = weighStep(
    records(60, { meanUs: (i) => (i < 15 ? 150_000 : 10_000) }),
    span(60),
    terms([P99]),
  )
  expect(cutSeconds).toBe(15)
  expect(outcome).toBe('pass')
})

test('times that keep growing are not held before the step has lasted as long as it may', () => {
  const growing = records(60, { meanUs: (i) => 2_000 + i * 300, perSecond: 1_000 })
  expect(weighStep(growing, span(60), terms([P99]))).toMatchObject({ outcome: 'undecided', isSteady: false })
})

test('a late generator makes a step invalid, once half a minute has shown it', () => {
  const late = { ...constant(10_000), lagUs: 30_000 }
  expect(outcome(15, late)).toBe('undecided')
  expect(outcome(30, late)).toBe('invalid')
})

test('logins count over the ramp as well', () => {
  const early = records(1, constant(10_000)).map((record) => ({ ...record, second: 6 }))
  const weighed = weighStep([...early, ...records(60, { ...constant(0), perSecond: 0 })], span(60), {
    ...terms([], true),
    objectives: [{ objective: P99, countsRamp: true }],
  })
  expect(weighed.objectives[0]?.estimate?.samples).toBe(50)
})
