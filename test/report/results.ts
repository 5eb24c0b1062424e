import type { Distribution, Result, SloRow, StepRow } from '../../src/report/result.js'

/** 100 durations around 20 ms. */
export const distribution = (change: Partial<Distribution> = {}): Distribution => ({
  count: 100,
  min: 5_000,
  mean: 20_000,
  p50: 18_000,
  p75: 22_000,
  p90: 30_000,
  p95: 35_000,
  p99: 48_000,
  p999: 60_000,
  max: 60_000,
  ...change,
})

/** `timeline.p99 < 500ms`, met. */
export const slo = (change: Partial<SloRow> = {}): SloRow => ({
  expression: 'timeline.p99 < 500ms',
  status: 'pass',
  value: 48_000,
  method: 'order-statistics',
  unit: 'us',
  over: 'hold',
  op: '<',
  bound: 500_000,
  weak: false,
  samples: 1_000,
  failed: 0,
  ...change,
})

/** `timeline/poll`, 100 requests, none failed. */
export const step = (change: Partial<StepRow> = {}): StepRow => ({
  name: 'timeline/poll',
  scenario: 'timeline',
  count: 100,
  failed: 0,
  failedByKind: {},
  bytesIn: 200_000,
  bytesOut: 40_000,
  response: distribution(),
  service: distribution({ p99: 47_000 }),
  spectrum: [
    [0, 5_000],
    [50, 18_000],
    [100, 60_000],
  ],
  tiers: { jetty: distribution({ p50: 9_000 }), cassandra: distribution({ count: 60 }) },
  split: { jetty: 9_000, cassandra: 8_000 },
  ...change,
})

/** Two shards and their coordinator on a machine that had time. */
export const health = (change: Partial<Health> = {}): Health => ({
  shards: [-1, 0, 1].map((shard) => ({
    shard,
    lag: shard < 0 ? null : distribution({ p99: 900 }),
    cpuSeconds: 0.5,
    rssBytes: 2 ** 26,
    loop: { utilisation: 0.2, busiest: 0.3 + shard * 0.1, longestDelayUs: 4_000 - shard * 1_000 },
    gc: { count: 3, totalUs: 5_000, longestUs: 2_500 },
  })),
  machine: {
    cpu: { mean: 0.4, worst: 0.5 },
    busiestCore: { mean: 0.5, worst: 0.71 },
    steal: { mean: 0.001, worst: 0.002 },
    pressure: { mean: 0.01, worst: 0.02 },
    retransmitted: { segments: 1, sent: 2_000 },
    listenDrops: 0,
    listenOverflows: 0,
    ports: { peak: 40, of: 28_232 },
  },
  late: { seconds: 0, firstSecond: null, cause: null },
  ...change,
})

type Health = Result['generator']['health']

/** A run of ten users over 3 s with one step and one SLO, which passed. */
export const result = (change: Partial<Result> = {}): Result => ({
  schema: 'tatami-load/result/1',
  tool: { version: '0.1.0', node: 'v20.20.0' },
  profile: 'small',
  plan: {
    tatamiVersion: '3.1',
    ramp: { kind: 'linear', durationUs: 1_000_000 },
    holdUs: 2_000_000,
    rampDownUs: 0,
    faults: [],
  },
  seed: 7,
  assumptions: [
    { key: 'users', value: 10, unit: 'count', source: '--users' },
    { key: 'behaviour.poll', value: 20_000_000, unit: 'us', source: null },
    {
      key: 'behaviour.perUserHour.groups',
      value: 0,
      unit: 'per-hour',
      source: 'bank.yaml:3: behaviour.perUserHour.groups',
    },
  ],
  command: ['run', '--users', '10'],
  environment: {},
  record: [{ file: 'seconds.jsonl', bytes: 1_024, sha256: 'a'.repeat(64) }],
  tags: { branch: 'main' },
  startedAt: '2026-11-25T08:30:00.000Z',
  durationUs: 3_000_000,
  stop: { kind: 'finished' },
  stages: [
    { name: 'ramp', fromUs: 0, toUs: 1_000_000 },
    { name: 'hold', fromUs: 1_000_000, toUs: 3_000_000 },
  ],
  target: { url: 'https://tatami.bank.example', kind: 'external', description: 'the front of the event' },
  verdict: { status: 'pass', reasons: [], slos: [slo()] },
  users: { planned: 10, peak: 10, meanHold: 10 },
  requests: { due: 100, sent: 100, ok: 100, failed: 0, timedOut: 0, dropped: 0, inFlight: 0 },
  steps: [step()],
  scenarios: [{ name: 'timeline', count: 100, failed: 0, response: distribution(), spectrum: step().spectrum }],
  tiers: [
    {
      name: 'jetty',
      source: 'server-timing',
      count: 100,
      coverage: 1,
      clipped: 0,
      exclusive: distribution(),
      spectrum: [[100, 60_000]],
    },
  ],
  tierEvidence: [],
  nodes: [],
  operations: [
    {
      ...{ tier: 'cassandra', operation: 'operations', implied: 1_000, sure: 900, told: 1_100 },
      ...{ source: 'cassandra-jmx', counted: 1_045, difference: -0.05, perRequest: 10.45, remark: null },
    },
  ],
  events: [],
  riemann: null,
  clocks: [],
  reconciliation: { serviceMeanUs: 20_000, tiersMeanUs: 19_000, requests: 90 },
  errors: [],
  connections: {
    connect: { times: distribution({ count: 40, p99: 700 }), peakPerSec: 30 },
    fullHandshake: { times: distribution({ count: 10, p99: 9_500 }), peakPerSec: 8 },
    resumedHandshake: { times: distribution({ count: 30, p99: 4_500 }), peakPerSec: 22 },
  },
  generator: {
    shards: 2,
    shardDeaths: [],
    silences: [],
    lag: distribution({ p99: 900 }),
    lagLimitUs: 50_000,
    cpuSeconds: 1.5,
    rssBytes: 2 ** 27,
    handshakes: { full: 10, resumed: 30 },
    joiner: { traced: 95, joined: 90, unmatchedSamples: 5, unmatchedLines: 1, malformedLines: 0 },
    health: health(),
  },
  parts: [],
  crossChecks: [],
  warnings: [],
  timeline: [
    {
      second: 0,
      users: 5,
      requests: 20,
      failed: 0,
      p50Us: 15_000,
      p99Us: 40_000,
      lagP99Us: 900,
      cpuShare: 0.4,
      stealShare: 0,
    },
    {
      second: 1,
      users: 10,
      requests: 50,
      failed: 0,
      p50Us: 18_000,
      p99Us: 48_000,
      lagP99Us: 800,
      cpuShare: 0.5,
      stealShare: 0,
    },
    {
      second: 2,
      users: 10,
      requests: 30,
      failed: 0,
      p50Us: null,
      p99Us: null,
      lagP99Us: null,
      cpuShare: null,
      stealShare: null,
    },
  ],
  columns: {
    secondsPerColumn: 1,
    rowsUs: [0, 10_000, 20_000, 50_000],
    columns: [
      { responses: [2, 10, 8], tiers: { jetty: 9_000, cassandra: 8_000 } },
      { responses: [0, 30, 20], tiers: { jetty: 10_000, cassandra: 9_000 } },
      { responses: [], tiers: {} },
    ],
  },
  ...change,
})

/** The same run with two session-lost polls, which failed by its SLO on errors. */
export const failedResult = (): Result => {
  const example = {
    step: 'timeline/poll',
    atUs: 2_000_000,
    status: 302,
    headers: {},
    body: '',
    message: 'to the login page',
  }
  return result({
    verdict: {
      status: 'fail',
      reasons: ['errors = 0: measured 2 %'],
      slos: [slo(), slo({ expression: 'errors = 0', status: 'fail', value: 0.02, unit: 'ratio', op: '=', bound: 0 })],
    },
    requests: { due: 100, sent: 100, ok: 98, failed: 2, timedOut: 0, dropped: 0, inFlight: 0 },
    steps: [step({ failed: 2, failedByKind: { 'session-lost': 2 } })],
    errors: [{ kind: 'session-lost', count: 2, examples: [example] }],
  })
}
