import { expect, test } from 'vitest'
import { healthFacts, healthPhrases } from '../../src/report/health-facts.js'
import { health } from './results.js'

const facts = (change: Parameters<typeof health>[0] = {}): Record<string, string> =>
  Object.fromEntries(healthFacts(health(change)))

const NOTHING_TOLD = {
  cpu: null,
  busiestCore: null,
  steal: null,
  pressure: null,
  retransmitted: null,
  listenDrops: null,
  listenOverflows: null,
  ports: null,
}

test('a healthy generator', () => {
  expect(facts()).toEqual({
    'Event loops': 'in use for 40 % of the busiest second (shard 1), longest delay 4.00 ms (shard 0)',
    'Garbage collection': '6 pauses, longest 2.50 ms',
    'Machine CPU': 'mean 40 %, worst second 50 %, busiest core 71 %',
    'Stolen by its host': 'mean 0.1 %, worst second 0.2 %',
    'Waiting for a core': 'mean 1 %, worst second 2 %',
    'Machine network': '1 of 2,000 TCP segments sent again, 0 connections dropped by listeners, 0 by a full queue',
    'Local ports': '40 of 28,232 taken at most',
  })
})

test('late seconds come first', () => {
  const [first] = healthFacts(health({ late: { seconds: 3, firstSecond: 62, cause: 'steal' } }))
  expect(first).toEqual(['Late', '3 seconds with a lag p99 over the limit, the first at 1:02'])
})

test('what the system does not tell is said to be missing, never shown as nothing', () => {
  const { machine } = health()
  const some = facts({ machine: { ...machine, steal: null, pressure: null } })
  expect(some['Not told by this system']).toBe('stolen time, time spent waiting for a core')
  expect(some).not.toHaveProperty('Stolen by its host')
  expect(Object.keys(facts({ shards: [], machine: NOTHING_TOLD }))).toEqual(['Not told by this system'])
})

test('in short only what counts for lag is said, and what is not as it should be', () => {
  const { machine } = health()
  const well = { ...machine, steal: { mean: 0, worst: 0 }, retransmitted: { segments: 0, sent: 2_000 } }
  expect(healthPhrases(health({ machine: well }))).toEqual([
    'longest loop delay 4.00 ms',
    "machine's CPU 40 % (worst second 50 %)",
    'stolen 0 %',
    'waiting for a core 1 % (worst second 2 %)',
  ])
  const short = { ...well, pressure: null, listenDrops: 2, ports: { peak: 27_000, of: 28_232 } }
  expect(healthPhrases(health({ machine: short })).slice(-3)).toEqual([
    '2 connections dropped by listeners',
    '27,000 of 28,232 local ports',
    'not told by this system: time spent waiting for a core',
  ])
})
