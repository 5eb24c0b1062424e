import { expect, test } from 'vitest'
import type { Symptoms } from '../../src/verdict/symptoms.js'
import { warningsOf } from '../../src/verdict/warnings.js'

const tier = { name: 'nginx', count: 100, coverage: 1, clipped: 50 } as const

const node = {
  source: 'cassandra-jmx',
  tier: 'cassandra',
  node: 'c1:8778',
  voids: [],
  signals: [],
  operations: [],
} as const
const rejected = { name: 'rejected', of: 'search', gained: 12 } as const
const dropped = { name: 'dropped', of: 'READ', gained: 3 } as const

const healthy: Symptoms = {
  weakSlos: [],
  lag: { p99Us: 25_000, limitUs: 50_000 },
  busySeconds: 0,
  headroom: { ceilingPerSec: 2_000, peakPerSec: 1_000 },
  dropped: 0,
  inFlight: 0,
  clamped: 0,
  damagedLines: 0,
  usersShare: 0.99,
  missingSteps: [],
  tiers: [tier],
  reconciliation: { serviceMeanUs: 100_000, tiersMeanUs: 95_000 },
  nodes: [],
  operations: [],
  rejections: 'fail',
  riemann: null,
}

const table: readonly (readonly [string, Partial<Symptoms>, RegExp])[] = [
  [
    'weak-slo',
    { weakSlos: [{ expression: 'post.p99 < 1s', samples: 40 }] },
    /post\.p99 < 1s was decided on 40 samples/,
  ],
  ['schedule-lag', { lag: { p99Us: 25_001, limitUs: 50_000 } }, /near the limit of 50 ms/],
  ['generator-busy', { busySeconds: 3 }, /in 3 of its seconds/],
  ['headroom-short', { headroom: { ceilingPerSec: 1_999, peakPerSec: 1_000 } }, /^the plan's peak asks for 1,000\/s/],
  ['requests-dropped', { dropped: 4 }, /^4 due requests/],
  ['requests-in-flight', { inFlight: 2 }, /^2 requests had no answer/],
  ['values-clamped', { clamped: 1 }, /outside 0 to 1 h/],
  ['store-damaged', { damagedLines: 1 }, /check the disk/],
  ['users-short', { usersShare: 0.5 }, /only 50 %/],
  [
    'steps-missing',
    { missingSteps: ['browse/group', 'browse/follow'] },
    /^nobody walked browse\/group, browse\/follow;/,
  ],
  ['tier-silent', { tiers: [{ ...tier, count: 0, coverage: 0, clipped: 0 }] }, /no source told the time in nginx/],
  ['tier-coverage', { tiers: [{ ...tier, coverage: 0.891 }] }, /known for 89\.1 %/],
  ['tier-clips', { tiers: [{ ...tier, clipped: 51 }] }, /^51 of 100/],
  ['tier-clips', { tiers: [{ ...tier, name: 'jetty', clipped: 6 }] }, /^6 of 100/],
  [
    'nginx-log',
    {
      nginxLog: {
        basis: 'traces',
        nodes: [],
        untimedLines: 3,
        losses: { malformed: 0, oversized: 0, failedReads: 0, emptied: 0 },
      },
    },
    /^3 lines of nginx's log have no request time/,
  ],
  ['node-alarm', { nodes: [{ ...node, signals: [dropped] }] }, /^cassandra c1:8778 threw away 3 messages .*\(READ\);/],
  [
    'node-alarm',
    { rejections: 'warn', nodes: [{ ...node, source: 'elasticsearch', tier: 'elasticsearch', signals: [rejected] }] },
    /^elasticsearch c1:8778 refused 12 tasks since a queue was full \(search\);/,
  ],
  [
    'node-void',
    { nodes: [{ ...node, voids: [{ fromUs: 60_000_000, toUs: 75_000_000, reason: 'restarted' }] }] },
    /^cassandra c1:8778 \(cassandra-jmx\) was started anew between 1 min and 1 min 15 s of the run;/,
  ],
  [
    'node-void',
    { nodes: [{ ...node, silences: [{ fromUs: 40_000_000, toUs: 62_000_000 }] }] },
    /^cassandra c1:8778 \(cassandra-jmx\) did not answer between 40 s and 1 min 2 s of the run; it went on afterwards/,
  ],
  [
    'sources-disagree',
    {
      nodes: [
        { ...node, operations: [{ name: 'read', count: 1_000 }] },
        { ...node, source: 'cassandra-cql', operations: [{ name: 'read', count: 900 }] },
      ],
    },
    /^cassandra-jmx counted 1,000 times read/,
  ],
  [
    'operations-missing',
    {
      operations: [
        {
          ...{ tier: 'cassandra', operation: 'operations', implied: 1_100, sure: 1_000, told: null },
          ...{ source: 'cassandra-jmx', counted: 640, difference: -0.42, perRequest: 0.6, remark: 'fewer' },
        },
      ],
    },
    /^cassandra-jmx counted 640 operations in cassandra, where this run caused at least 1,000;/,
  ],
  [
    'riemann-gaps',
    { riemann: { output: { server: 'Riemann at r:5555', taken: 10, refused: 0, unanswered: 5, dropped: 1_200 } } },
    /^Riemann at r:5555 took 10 of 1,215 events: 1,200 were never sent, 5 had no answer;/,
  ],
  [
    'riemann-gaps',
    { riemann: { index: { server: 'r:5556', kept: 1, leftOut: 0, malformed: 0, deafMs: 12_000 } } },
    /^Riemann's index at r:5556 could not be heard for 12 s;/,
  ],
  ['tiers-do-not-add-up', { reconciliation: { serviceMeanUs: 100_000, tiersMeanUs: 94_000 } }, /add up to 94\.0 ms/],
]

test.each(table)('%s is raised by its symptom alone', (code, symptom, text) => {
  const warnings = warningsOf({ ...healthy, ...symptom })
  expect(warnings.map((warning) => warning.code)).toEqual([code])
  expect(warnings[0]?.text).toMatch(text)
})

test('a healthy run has none', () => {
  expect(warningsOf(healthy)).toEqual([])
  expect(
    warningsOf({ ...healthy, usersShare: undefined, headroom: undefined, reconciliation: null, tiers: [] }),
  ).toEqual([])
})

test('a busy second or two at start-up are no symptom', () => {
  expect(warningsOf({ ...healthy, busySeconds: 2 })).toEqual([])
})

test('a lag over the limit is a matter of the verdict, not a warning', () => {
  expect(warningsOf({ ...healthy, lag: { p99Us: 50_001, limitUs: 50_000 } })).toEqual([])
})
