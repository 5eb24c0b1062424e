import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import type { RunEnd, RunMeta } from '../../src/metrics/run-record.js'
import { RunWriter } from '../../src/metrics/run-writer.js'
import type { Sample } from '../../src/metrics/sample.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { buildResult } from '../../src/report/build-result.js'
import type { Result } from '../../src/report/result.js'
import { requestSample } from '../metrics/request-samples.js'
import { runEnd, runMeta, temporaryFolder } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'

interface Parts {
  readonly meta?: Partial<RunMeta>
  /** Null: the run was cut. */
  readonly end?: Partial<RunEnd> | null
  readonly samples?: readonly Sample[]
  readonly fill?: (book: SecondBook, writer: RunWriter) => void
  readonly strict?: boolean
}

const built = async ({ meta, end = {}, samples = [], fill, strict = false }: Parts): Promise<Result> => {
  const dir = join(temporaryFolder(), 'run')
  const writer = new RunWriter(dir, runMeta(meta))
  const book = new SecondBook()
  for (const sample of samples) book.record(sample)
  fill?.(book, writer)
  writer.seconds(book.flush())
  if (end) writer.end(runEnd(end))
  else writer.close()
  return buildResult(dir, { strict })
}

const withSlos = (...slos: readonly string[]): Partial<RunMeta> => ({ profile: eventProfile({ slos }) })

const inHold = (count: number, change: Parameters<typeof requestSample>[0] = {}): Sample[] =>
  Array.from({ length: count }, () =>
    requestSample({ intendedUs: 3_000_000, sentUs: 3_000_000, endUs: 3_020_000, ...change }),
  )

test('what the run was is carried over, with the plan a reader needs', async () => {
  const { profile, plan, durationUs, stop, users, seed } = await built({ meta: { tags: { build: '7' } } })
  expect({ profile, durationUs, stop, seed, planned: users.planned }).toEqual({
    profile: 'small',
    durationUs: 7_000_000,
    stop: { kind: 'finished' },
    seed: 7,
    planned: 10,
  })
  expect(plan).toMatchObject({ holdUs: 4_000_000, rampDownUs: 1_000_000, ramp: { kind: 'linear' } })
})

test('requests are counted by what became of them', async () => {
  const outcomes = ['ok', 'ok', 'timeout', 'session-lost', 'dropped', 'in-flight'] as const
  const { requests } = await built({ samples: outcomes.map((outcome) => requestSample({ outcome })) })
  expect(requests).toEqual({ due: 6, sent: 5, ok: 2, failed: 1, timedOut: 1, dropped: 1, inFlight: 1 })
})

test("the shards' own count is held against the samples, and a gap makes the run invalid", async () => {
  const { requests, verdict } = await built({ samples: inHold(5), end: { ledger: { due: 6, sent: 6 } } })
  expect(requests).toMatchObject({ due: 6, sent: 6, ok: 5 })
  expect(verdict.status).toBe('invalid')
})

test('a step has a row when it was due, with its failures by kind', async () => {
  const { steps } = await built({ samples: [requestSample(), requestSample({ outcome: 'timeout' })] })
  expect(steps.map(({ name }) => name)).toEqual(['timeline/poll'])
  expect(steps[0]).toMatchObject({ count: 2, failed: 1, failedByKind: { timeout: 1 }, bytesIn: 4_000 })
  expect(steps[0]?.response?.count).toBe(1)
})

test('what nobody measured is null, never zero', async () => {
  const { steps, users, generator, reconciliation, tiers } = await built({
    samples: [requestSample({ outcome: 'timeout' })],
  })
  expect(steps[0]?.response).toBeNull()
  expect(users.meanHold).toBeNull()
  expect(generator.lag).toBeNull()
  expect(reconciliation).toBeNull()
  expect(tiers.every(({ exclusive }) => exclusive === null)).toBe(true)
})

test('a felt duration counts its failures apart', async () => {
  const felt = { kind: 'felt', subject: 1, startUs: 0, endUs: 1_000 } as const
  const { scenarios } = await built({
    samples: [
      { ...felt, ok: true },
      { ...felt, ok: false },
    ],
  })
  expect(scenarios).toMatchObject([{ name: 'timeline', count: 2, failed: 1, response: { count: 1, max: 1_000 } }])
})

test('the split shares a tier over all requests of the step, so that the parts add up', async () => {
  const { steps } = await built({
    samples: [requestSample({ jettyUs: 1_000, cassandraUs: 400 }), requestSample({ jettyUs: 1_000, cassandraUs: -1 })],
  })
  expect(steps[0]?.tiers.cassandra).toMatchObject({ count: 1, mean: 400 })
  expect(steps[0]?.split).toEqual({ jetty: 800, cassandra: 200 })
})

test('where nginx may answer from its cache, a silent answer counts as one that touched no node', async () => {
  const { steps } = await built({
    meta: { steps: [{ name: 'login/asset', scenario: 'login', isCacheable: true }] },
    samples: [requestSample({ jettyUs: 1_000 }), requestSample(), requestSample(), requestSample()],
  })
  expect(steps[0]?.split).toEqual({ jetty: 250 })
})

test('coverage is the share of the requests for which a source could have spoken', async () => {
  const { tiers } = await built({
    samples: [requestSample({ jettyUs: 900, traceSeq: 1 }), requestSample({ traceSeq: 2 })],
    fill: (book) => book.recordTier('network', 0, 0, -5),
  })
  expect(tiers.find(({ name }) => name === 'jetty')).toMatchObject({ count: 1, coverage: 0.5 })
  expect(tiers.find(({ name }) => name === 'network')).toMatchObject({ count: 1, coverage: 0.5, clipped: 1 })
})

test('where lines found their steps by route, they could have spoken of every answered request', async () => {
  const losses = { malformed: 0, oversized: 0, failedReads: 0, emptied: 0 }
  const { tiers } = await built({
    samples: [requestSample(), requestSample(), requestSample({ outcome: 'timeout' })],
    fill: (book) => book.recordTier('nginx', 0, 0, 5),
    end: { nginxLog: { basis: 'routes', nodes: [], untimedLines: 0, losses } },
  })
  expect(tiers.find(({ name }) => name === 'nginx')).toMatchObject({ count: 1, coverage: 0.5 })
})

test('times by spans stand beside the tiers, of which they decide nothing', async () => {
  const { tiers, tierEvidence } = await built({ fill: (book) => book.recordSpanTime(0, 'cassandra', 900) })
  expect(tierEvidence).toMatchObject([{ name: 'cassandra', source: 'otlp', count: 1, exclusive: { max: 900 } }])
  expect(tiers.find(({ name }) => name === 'cassandra')?.count).toBe(0)
})

test('the sums over reconciled requests become means', async () => {
  const { reconciliation } = await built({
    fill: (book) => book.recordReconciled(0, { requests: 4, serviceUs: 400, tiersUs: 380 }),
  })
  expect(reconciliation).toEqual({ requests: 4, serviceMeanUs: 100, tiersMeanUs: 95 })
})

test('errors come by kind in the order of the closed set, with their examples', async () => {
  const example = { step: 'timeline/poll', atUs: 5, status: 302, headers: {}, body: '', message: 'to the login page' }
  const { errors } = await built({
    samples: [requestSample({ outcome: 'timeout' }), requestSample({ outcome: 'session-lost' })],
    fill: (_, writer) => writer.example('session-lost', example),
  })
  expect(errors).toEqual([
    { kind: 'session-lost', count: 1, examples: [example] },
    { kind: 'timeout', count: 1, examples: [] },
  ])
})

test('an SLO carries its bound beside what was measured', async () => {
  const { verdict } = await built({ meta: withSlos('timeline/poll.p95 < 100ms'), samples: inHold(100) })
  expect(verdict.status).toBe('pass')
  expect(verdict.slos).toMatchObject([{ op: '<', bound: 100_000, status: 'pass', unit: 'us', samples: 100 }])
})

test('a weak pass is a warning, and with --strict it is inconclusive', async () => {
  const parts = { meta: withSlos('timeline/poll.p99 < 100ms'), samples: inHold(10) }
  const lenient = await built(parts)
  expect(lenient.verdict.status).toBe('pass')
  expect(lenient.warnings.map(({ code }) => code)).toContain('weak-slo')
  expect((await built({ ...parts, strict: true })).verdict.status).toBe('inconclusive')
})

test('a run that was asked to be strict stays so when it is reported again', async () => {
  const meta = { profile: eventProfile({ slos: ['timeline/poll.p99 < 100ms'], strict: true }) }
  expect((await built({ meta, samples: inHold(10) })).verdict.status).toBe('inconclusive')
})

test('a run that was cut ends where its last second ends, with the deaths and silences that were noted', async () => {
  const died = { kind: 'shard-died', shard: 1, atUs: 2_500_000, cause: 'SIGKILL', users: 5 } as const
  const silence = { shard: 0, fromUs: 0, toUs: 3_000_000, users: 5 }
  const { durationUs, stop, verdict, generator } = await built({
    samples: inHold(3),
    end: null,
    fill: (_, writer) => {
      writer.event(died)
      writer.event({ kind: 'shard-silent', ...silence })
    },
  })
  expect(durationUs).toBe(4_000_000)
  expect(stop).toEqual({ kind: 'cut' })
  expect(verdict.status).toBe('interrupted')
  expect(generator.shardDeaths).toEqual([{ shard: 1, atUs: 2_500_000, cause: 'SIGKILL', users: 5 }])
  expect(generator.silences).toEqual([silence])
})

test('a shard that died or stood still is told as that, not as users who failed to log in', async () => {
  const fill = (book: SecondBook) => book.recordUsers(3, 5)
  const shortOf = async (end: Partial<RunEnd>) => (await built({ end, fill })).warnings.map(({ code }) => code)
  expect(await shortOf({})).toContain('users-short')
  expect(await shortOf({ shardDeaths: [{ shard: 1, atUs: 5, cause: 'SIGKILL' }] })).not.toContain('users-short')
  const silences = [{ shard: 1, fromUs: 0, toUs: 3_000_000, users: 5 }]
  const silent = await built({ end: { silences }, fill })
  expect(silent.warnings.map(({ code }) => code)).not.toContain('users-short')
  expect(silent.verdict).toMatchObject({
    status: 'invalid',
    reasons: [expect.stringMatching(/^shard 1 stood still/), expect.anything()],
  })
})

test('an aborted run fails with its reason', async () => {
  const stop = { kind: 'aborted', reason: 'errors > 5% for 30s' } as const
  const { verdict } = await built({ samples: inHold(3), end: { stop } })
  expect(verdict).toMatchObject({
    status: 'fail',
    reasons: [expect.stringContaining('errors > 5% for 30s'), expect.anything()],
  })
})

test('the password of the accounts is nowhere in the result', async () => {
  expect(JSON.stringify(await built({ samples: inHold(3) }))).not.toContain('open-sesame')
})

test('a folder without a run is a usage error', async () => {
  await expect(buildResult(temporaryFolder(), { strict: false })).rejects.toThrow(UsageError)
})
