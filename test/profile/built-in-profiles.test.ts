import { expect, test } from 'vitest'
import { BUILT_IN_PROFILES } from '../../src/profile/built-in-profiles.js'
import { keysAt } from '../../src/profile/profile-json-schema.js'
import { BUILT_IN_NAMES } from '../../src/profile/profile-schema.js'
import { parseSlo } from '../../src/profile/slo.js'
import { resolved } from './resolving.js'

const SECOND_US = 1_000_000
const EVENT_SLOS = [
  'login.p95 < 2s',
  'timeline.p99 < 500ms',
  'post.p99 < 1s',
  'search.p95 < 1s',
  'errors < 0.1%',
  'users >= 99%',
]

test('without anything said, 1,000 users arrive at 200 a second, stay 5 minutes and leave within 10 seconds', () => {
  expect(resolved()).toMatchObject({
    name: 'event-day',
    users: 1_000,
    ramp: { kind: 'linear', durationUs: 5 * SECOND_US },
    holdUs: 300 * SECOND_US,
    rampDownUs: 10 * SECOND_US,
  })
})

test('event-day', () => {
  expect(resolved({ name: 'event-day' })).toMatchObject({
    behaviour: {
      pollEveryUs: 20 * SECOND_US,
      perUserHour: { posts: 1, searches: 2, scrolls: 6, profiles: 3, tags: 1, groups: 0, favourites: 1, follows: 0.5 },
      postMix: { reply: 0.3, tag: 0.2, mention: 0.1, private: 0.02 },
      session: { kind: 'exponential', meanUs: 45 * 60 * SECOND_US },
      coldCacheShare: 0.2,
      reloadAfterErrorUs: 30 * SECOND_US,
    },
    connections: { perUser: 6, extraIdleUs: 10 * SECOND_US },
    rehearsal: { nginx: 1, jetty: 2, cassandra: 3, elasticsearch: 3, plain: false, stores: 'model', faults: [] },
    traceRatePerSec: 1_000,
    slos: EVENT_SLOS,
  })
})

test('smoke: five users, one pass, half a minute in all, not one error', () => {
  const profile = resolved({ name: 'smoke' })
  expect(profile.users).toBe(5)
  expect(profile.ramp.durationUs + profile.holdUs + profile.rampDownUs).toBe(30 * SECOND_US)
  expect(profile.behaviour.session).toEqual({ kind: 'one-pass' })
  expect(profile.behaviour).not.toHaveProperty('pollEveryUs')
  expect(profile.users * profile.behaviour.coldCacheShare).toBe(1)
  expect(profile.slos).toEqual(['errors = 0'])
})

test('spike: all within a minute, most with cold caches, sessions of 20 minutes', () => {
  expect(resolved({ name: 'spike' })).toMatchObject({
    ramp: { kind: 'spike', durationUs: 60 * SECOND_US },
    holdUs: 300 * SECOND_US,
    behaviour: { pollEveryUs: 20 * SECOND_US, session: { meanUs: 1_200 * SECOND_US }, coldCacheShare: 0.6 },
    slos: EVENT_SLOS,
  })
})

test('soak: event-day for 8 hours', () => {
  expect(resolved({ name: 'soak' })).toEqual({ ...resolved(), name: 'soak', holdUs: 8 * 3_600 * SECOND_US })
})

test.each(BUILT_IN_NAMES)('the SLOs of %s follow the grammar', (name) => {
  for (const text of resolved({ name }).slos) expect(parseSlo(text)).not.toHaveProperty('remedy')
})

// Keys that mean something else when they are there, or that another key stands for.
const WITHOUT_DEFAULT: Readonly<Record<string, readonly string[]>> = {
  '': ['extends', 'name', 'target', 'riemann', 'duration', 'seed', 'shards'],
  ramp: ['duration'],
  accounts: ['count', 'csv'],
}

test('event-day names every key that has a default, so that nothing is ever missing', () => {
  const missing: string[] = []
  const walk = (path: readonly string[], value: unknown): void => {
    for (const key of keysAt(path)) {
      if (WITHOUT_DEFAULT[path.join('.')]?.includes(key)) continue
      const inner = (value as Readonly<Record<string, unknown>>)[key]
      if (inner === undefined) missing.push([...path, key].join('.'))
      else if (keysAt([...path, key]).length > 0) walk([...path, key], inner)
    }
  }
  walk([], BUILT_IN_PROFILES['event-day'])
  expect(missing).toEqual([])
})
