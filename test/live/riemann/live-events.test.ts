import { expect, test } from 'vitest'
import type { LiveSecond } from '../../../src/live/progress.js'
import { eventsOf, type LiveNews } from '../../../src/live/riemann/live-events.js'
import { recordOf } from '../live-runs.js'

const SIGNATURE = { host: 'load-1', prefix: 'tatami-load ', tags: ['tatami', 'friday'], ttlS: 5 }
const STEPS = [
  { name: 'timeline/poll', scenario: 'timeline' },
  { name: 'post', scenario: 'post' },
]

const second = (records: LiveSecond['records']): LiveSecond => ({
  runUs: 3_000_000,
  users: 1_200,
  openConnections: 1_300,
  records,
})

const told = (change: Partial<LiveNews> = {}) =>
  eventsOf(
    { second: second([]), overUs: 1_000_000, timeS: 1_795_865_006, steps: STEPS, objectives: [], ...change },
    SIGNATURE,
  )

const figures = (change: Partial<LiveNews>) =>
  Object.fromEntries(
    told(change).map(({ service, metric, state }) => [service.replace('tatami-load ', ''), [metric, state]]),
  )

test('every event is signed', () => {
  for (const { metric: _, service, ...event } of told({ second: second([recordOf(2, 5)]) })) {
    expect(service).toMatch(/^tatami-load \w/)
    expect(event).toEqual({ host: 'load-1', state: 'ok', tags: ['tatami', 'friday'], ttlS: 5, timeS: 1_795_865_006 })
  }
})

test('tells users, and the rate and percentiles of all steps and of each', () => {
  const { steps = [] } = recordOf(2, 40)
  const both = { second: 2, steps: [...steps, ...steps.map((one) => ({ ...one, step: 1 }))] }
  const found = figures({ second: second([both]), overUs: 2_000_000 })
  expect(found).toMatchObject({
    users: [1_200, 'ok'],
    connections: [1_300, 'ok'],
    'all rate': [40, 'ok'],
    'all errors': [0, 'ok'],
    'step timeline/poll rate': [20, 'ok'],
    'step post rate': [20, 'ok'],
  })
  for (const service of ['all p50', 'all p99', 'step post p99']) expect(found[service]?.[0]).toBeCloseTo(40, 1)
})

test('errors and what was not sent are warnings', () => {
  const failures = [{ outcome: 'timeout' }, { outcome: 'status' }, { outcome: 'dropped' }] as const
  expect(figures({ second: second([recordOf(2, 1, failures)]) })).toMatchObject({
    'all errors': [2, 'warning'],
    'all dropped': [1, 'warning'],
    'step timeline/poll errors': [2, 'warning'],
  })
})

test('tells each tier that there is something of', () => {
  const found = figures({ second: second([recordOf(2, 0, [{ jettyUs: 30_000, cassandraUs: 10_000 }])]) })
  expect(found['tier jetty rate']).toEqual([1, 'ok'])
  expect(found['tier jetty p99']?.[0]).toBeCloseTo(20, 1)
  expect(found['tier cassandra p50']?.[0]).toBeCloseTo(10, 1)
  expect(Object.keys(found).filter((service) => service.startsWith('tier nginx'))).toEqual([])
})

test('what has no sample has no percentile', () => {
  const found = figures({ second: second([recordOf(2, 0, [{ outcome: 'connect' }])]) })
  expect(Object.keys(found).filter((service) => /p\d+$/.test(service))).toEqual([])
})

test('an SLO has its state, and what was measured where there is a sample', () => {
  const objectives = [
    { text: 'timeline.p99 < 1s', state: 'critical', value: 1_250 },
    { text: 'errors < 1%', state: 'ok' },
  ] as const
  expect(figures({ objectives })).toMatchObject({
    'slo timeline.p99 < 1s': [1_250, 'critical'],
    'slo errors < 1%': [undefined, 'ok'],
  })
})
