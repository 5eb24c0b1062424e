import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { RUN_SCHEMA, type RunEnd, type RunMeta } from '../../src/metrics/run-record.js'
import type { EventProfile } from '../../src/profile/event-profile.js'

/** A folder that goes with the test. */
export const temporaryFolder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'tatami-load-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** 10 users, ramp 2 s, hold 4 s, ramp-down 1 s. */
export const eventProfile = (change: Partial<EventProfile> = {}): EventProfile => ({
  name: 'small',
  tatamiVersion: '3.1',
  users: 10,
  ramp: { kind: 'linear', durationUs: 2_000_000 },
  holdUs: 4_000_000,
  rampDownUs: 1_000_000,
  behaviour: {
    perUserHour: { posts: 1, searches: 1, scrolls: 1, profiles: 1, tags: 1, favourites: 1, follows: 1 },
    postMix: { reply: 0, tag: 0, mention: 0, private: 0 },
    session: { kind: 'one-pass' },
    coldCacheShare: 0,
    reloadAfterErrorUs: 30_000_000,
  },
  connections: { perUser: 6, extraIdleUs: 10_000_000 },
  timeouts: { connectUs: 5_000_000, requestUs: 30_000_000 },
  accounts: { kind: 'pattern', pattern: 'user{n}@bank.example', password: 'open-sesame', first: 1 },
  texts: [],
  slos: [],
  abortOn: [],
  rehearsal: { nginx: 1, jetty: 2, cassandra: 3, elasticsearch: 3, plain: false, faults: [] },
  traceRatePerSec: 1_000,
  seed: 7,
  localIps: [],
  scenarioModules: [],
  tags: {},
  ...change,
})

/** What such a run knows before it starts, with three steps. */
export const runMeta = (change: Partial<RunMeta> = {}): RunMeta => ({
  schema: RUN_SCHEMA,
  tool: { version: '0.1.0', node: 'v20.20.0' },
  startedAt: '2024-05-01T10:00:00.000Z',
  profile: eventProfile(),
  seed: 7,
  tags: {},
  stages: [
    { name: 'ramp', fromUs: 0, toUs: 2_000_000 },
    { name: 'hold', fromUs: 2_000_000, toUs: 6_000_000 },
    { name: 'ramp-down', fromUs: 6_000_000, toUs: 7_000_000 },
  ],
  target: { url: 'https://127.0.0.1:8443', kind: 'rehearsal', description: 'embedded stack' },
  shards: 2,
  steps: [
    { name: 'timeline/poll', scenario: 'timeline' },
    { name: 'post/create', scenario: 'post' },
    { name: 'login/asset', scenario: 'login' },
  ],
  subjects: ['login', 'timeline', 'post', 'search'],
  ...change,
})

/** A run that ended by its plan with nothing amiss. */
export const runEnd = (change: Partial<RunEnd> = {}): RunEnd => ({
  stop: { kind: 'finished' },
  endUs: 7_000_000,
  peakUsers: 10,
  shardDeaths: [],
  arrivals: { planned: 10, started: 10 },
  ledger: null,
  joiner: null,
  parts: [],
  ...change,
})
