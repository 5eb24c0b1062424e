import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { RUN_SCHEMA, type RunEnd, type RunMeta } from '../../src/metrics/run-record.js'
import { eventProfile } from '../profile/event-profiles.js'

/** A folder that goes with the test. */
export const temporaryFolder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'tatami-load-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** What a run of the small profile knows before it starts, with three steps. */
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
