import type { Result } from '../../src/report/result.js'
import { failedResult, health, result, slo, step } from '../report/results.js'

const node = (change: Partial<Result['nodes'][number]> = {}): Result['nodes'][number] => ({
  source: 'cassandra-jmx',
  tier: 'cassandra',
  node: 'c1:8778',
  knownUs: 3_000_000,
  voids: [],
  operations: [
    { name: 'read', count: 4_000, meanUs: 2_000, times: null, decayed: { p50Us: 1_000, p95Us: 2_000, p99Us: 3_000 } },
    {
      name: 'write',
      count: 50,
      meanUs: 900,
      times: { p50Us: 800, p95Us: 1_000, p99Us: null, maxUs: null },
      decayed: null,
    },
  ],
  signals: [
    { name: 'dropped', of: 'READ', unit: 'count', kind: 'counter', gained: 1_300 },
    { name: 'cpu-time', unit: 'us', kind: 'counter', gained: 900_000 },
    { name: 'heap-used', unit: 'bytes', kind: 'gauge', mean: 5_000_000, most: 9_000_000, last: 5_000_000 },
  ],
  ...change,
})

const failure = (kind: Result['errors'][number]['kind']): Result['errors'][number] => ({
  kind,
  count: 1_200,
  examples: [{ step: 'timeline/poll', atUs: 1, status: null, headers: {}, body: '', message: '' }],
})

const KINDS = [
  ...(['session-lost', 'status', 'content', 'empty-body', 'stale-read', 'search-empty'] as const),
  ...(['timeout', 'connect', 'tls', 'reset', 'protocol'] as const),
]

/** A run of which there is as much to tell as can be: failed, of a rehearsal with faults, nodes, events, lateness and every kind of error. */
export const richResult = (): Result => {
  const failed = failedResult()
  const base = result()
  return {
    ...failed,
    command: null,
    plan: { ...base.plan, faults: ['jetty/1:down@1s'], ramp: { kind: 'stairs', durationUs: 1_000_000, steps: 4 } },
    target: { url: 'http://127.0.0.1:8443', kind: 'rehearsal', description: 'http://127.0.0.1:8443' },
    verdict: {
      ...failed.verdict,
      slos: [
        ...failed.verdict.slos,
        slo({ weak: true, samples: 1_234, method: 'bootstrap', interval: { lower: 40_000, upper: 60_000 } }),
        slo({ status: 'inconclusive', value: null, method: 'value', failed: 3, over: 'each 1 min of the hold' }),
      ],
    },
    steps: [step({ failed: 2, failedByKind: { 'session-lost': 2 } }), step({ name: 'post/send', scenario: 'post' })],
    tiers: [
      ...base.tiers,
      {
        ...base.tiers[0],
        name: 'nginx',
        source: 'nginx-log',
        count: 90,
        coverage: 0.5,
        clipped: 4,
        exclusive: null,
        spectrum: [],
      },
    ] as Result['tiers'],
    nodes: [
      node(),
      node({
        node: 'c2:8778',
        operations: [{ name: 'read', count: 4_000, meanUs: 9_000, times: null, decayed: null }],
      }),
    ],
    operations: (['fewer', 'more', 'per-shard', 'per-copy', 'partial', null] as const).map((remark) => ({
      ...{ tier: 'cassandra', operation: 'reads', implied: 1_000, sure: 900, told: 1_100 },
      ...{ source: 'cassandra-jmx', counted: 1_045, difference: -0.05, perRequest: 10.45, remark },
    })),
    events: ['a', 'b', 'c', 'd', 'e'].map((service, i) => ({
      ...{ atUs: 1_000_000, host: 'h', service, state: 'critical', description: '' },
      ...(i === 0 && { isNewHost: true as const }),
    })),
    riemann: {
      output: null,
      index: { server: 'r', leftOut: 7, malformed: 0, deafMs: 0 },
    } as unknown as Result['riemann'],
    clocks: [{ node: 'n1', leastMs: -1, mostMs: 2.5, hasMoved: true }] as Result['clocks'],
    errors: KINDS.map(failure),
    parts: [{ name: 'nginx', cpuUs: 2_000_000, rssBytes: 2 ** 26 }],
    generator: {
      ...base.generator,
      shardDeaths: [{ shard: 1, atUs: 1_000_000, cause: 'ended by SIGKILL', users: 5 }],
      silences: [{ shard: 0, fromUs: 500_000, toUs: 900_000, users: 5 }],
      health: health({ late: { seconds: 2, firstSecond: 1, cause: 'steal' } }),
    },
    crossChecks: [
      { applies: false, code: 'user-time', name: 'users over time', reason: 'nobody was logged in' },
      {
        ...{ applies: true, ok: false, code: 'nginx-requests', name: 'requests at nginx', unit: 'requests' },
        ...{ expected: 1_000, found: 1_200, low: 990, high: 1_010, tolerance: '12 without an answer, 3 sent twice' },
      },
      {
        ...{ applies: true, ok: true, code: 'tier-requests', name: 'requests at jetty', unit: 'requests' },
        ...{ expected: 1_000, found: 1_000, low: 1_000, high: 1_000, tolerance: 'none' },
      },
    ],
    warnings: [{ code: 'requests-dropped', text: DROPPED }],
  }
}

const DROPPED =
  '4 due requests could not be sent by this machine; the load was lower than planned, so raise descriptor and port limits or spread over more addresses'
