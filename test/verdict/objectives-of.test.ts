import { expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import type { RunMeta } from '../../src/metrics/run-record.js'
import { objectivesOf } from '../../src/verdict/objectives-of.js'
import { runMeta } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'

/** Ramp 2 s, hold 4 s, ramp-down 1 s; steps timeline/poll, post/create, login/asset and two of browse. */
const metaWith = (...slos: readonly string[]): RunMeta => {
  const meta = runMeta({ profile: eventProfile({ slos }) })
  const browse = ['browse/tag', 'browse/profile'].map((name) => ({ name, scenario: 'browse' }))
  return { ...meta, steps: [...meta.steps, ...browse] }
}
const HOLD = { fromUs: 2_000_000, toUs: 6_000_000 }
const RAMP_AND_HOLD = { fromUs: 0, toUs: 6_000_000 }

test('where users pass once, everything counts over the whole run', () => {
  const meta = metaWith('errors = 0')
  const behaviour = { ...meta.profile.behaviour, session: { kind: 'one-pass' } as const }
  const [objective] = objectivesOf({ ...meta, profile: { ...meta.profile, behaviour } })
  expect(objective?.spans).toEqual([{ fromUs: 0, toUs: Number.POSITIVE_INFINITY }])
  expect(objective?.over).toBe('whole run')
})

test.each([
  ['timeline.p99 < 500ms', { kind: 'felt', subject: 1 }, HOLD],
  ['login.p95 < 2s', { kind: 'felt', subject: 0 }, RAMP_AND_HOLD],
  ['login/asset.p95 < 2s', { kind: 'steps', steps: [2], series: 'response' }, RAMP_AND_HOLD],
  ['timeline/poll.p99 < 500ms', { kind: 'steps', steps: [0], series: 'response' }, HOLD],
  ['timeline/poll.service.p99 < 500ms', { kind: 'steps', steps: [0], series: 'service' }, HOLD],
  ['browse.errors < 1%', { kind: 'steps', steps: [3, 4], series: 'response' }, HOLD],
  ['errors < 0.1%', { kind: 'steps', steps: [0, 1, 2, 3, 4], series: 'response' }, HOLD],
  ['post.errors < 1%', { kind: 'felt', subject: 2 }, HOLD],
  ['cassandra.mean < 5ms', { kind: 'tier', tier: 'cassandra' }, HOLD],
  ['users >= 99%', { kind: 'users', planned: 10 }, HOLD],
])('%s is about %j', (expression, source, span) => {
  expect(objectivesOf(metaWith(expression))).toMatchObject([{ expression, source, spans: [span] }])
})

test('statistic, operator and bound are those written', () => {
  expect(objectivesOf(metaWith('timeline.p99.9[ramp] <= 1s'))).toMatchObject([
    {
      statistic: { kind: 'percentile', percentage: 99.9 },
      op: '<=',
      bound: 1_000_000,
      spans: [{ fromUs: 0, toUs: 2_000_000 }],
    },
  ])
})

test('spans end where the run ended', () => {
  expect(objectivesOf(metaWith('timeline.p99 < 1s'), 3_000_000)).toMatchObject([
    { spans: [{ ...HOLD, toUs: 3_000_000 }] },
  ])
  expect(objectivesOf(metaWith('timeline.p99 < 1s'), 1_000_000)).toMatchObject([{ spans: [] }])
})

test('what this run cannot measure is told before it starts, all of it', () => {
  const meta = metaWith('timline.p99 < 1s', 'errors < 1%', 'jetty.errors < 1%', 'nonsense')
  expect(() => objectivesOf(meta)).toThrow(UsageError)
  expect(() => objectivesOf(meta)).toThrow(/timline.*did you mean timeline\?.*jetty\.errors.*nonsense/s)
})
