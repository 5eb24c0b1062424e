import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { monotonicClock } from '../../../src/base/clock.js'
import { UsageError } from '../../../src/base/errors.js'
import type { RequestSample } from '../../../src/metrics/sample.js'
import { OtlpSource, type OtlpSourceOptions } from '../../../src/tiers/otlp/otlp-source.js'
import type { Span } from '../../../src/tiers/otlp/span.js'
import type { TierSink, TierSource } from '../../../src/tiers/tier-source.js'
import { sampledSeqOf, traceIdOf } from '../../../src/tiers/trace.js'
import { requestSample } from '../../metrics/request-samples.js'
import { runTierSourceContract } from '../tier-source-contract.js'
import { exported } from './exported.js'
import { call, RUN_ID, request } from './spans.js'

const listening = (evidence: TierSink, change: Partial<OtlpSourceOptions> = {}) => {
  const source = new OtlpSource({
    ...{ clock: monotonicClock, runId: RUN_ID, host: '127.0.0.1', port: 0, graceUs: 0, evidence },
    ...change,
  })
  const post = async (spans: readonly Span[]): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${source.port}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-protobuf' },
      body: exported(spans, 'application/x-protobuf'),
    })
    expect(answer.status).toBe(200)
  }
  return { source, post }
}

const sampled = (plainSeq: number, change: Partial<RequestSample> = {}): RequestSample =>
  requestSample({ traceSeq: sampledSeqOf(plainSeq), sentUs: 0, endUs: 100_000, ...change })

/** The spans of one request: 60 ms of jetty, 30 of cassandra, 10 of elasticsearch. */
const traceOf = (shard: number, { traceSeq }: RequestSample): Span[] => {
  const traceId = traceIdOf(RUN_ID, shard, traceSeq)
  return [
    call('cassandra', 'a', 10_000, 40_000, { traceId }),
    call('elasticsearch', 'b', 50_000, 60_000, { traceId }),
    request(0, 100_000, { traceId, parentId: traceId.slice(16) }),
  ]
}

// The suite numbers requests plainly, and takes what the back end leaves behind as done when `answer` returns.
runTierSourceContract('otlp', (emit) => {
  const { source, post } = listening(emit)
  const posts: Promise<void>[] = []
  const asSampled = (sample: RequestSample) => ({ ...sample, traceSeq: sampledSeqOf(sample.traceSeq) })
  const adapted: TierSource = {
    name: source.name,
    tiers: source.tiers,
    start: () => source.start(),
    take: (shard, sample) => source.take(shard, asSampled(sample)),
    stop: async () => {
      await Promise.all(posts)
      await source.stop()
    },
    close: () => source.close(),
  }
  return { source: adapted, answer: (shard, sample) => posts.push(post(traceOf(shard, asSampled(sample)))) }
})

test('each tier has its time without those behind it, though the spans come in two posts', async () => {
  const told: (readonly [string, number])[] = []
  const { source, post } = listening((tier, _step, _second, us) => told.push([tier, us]))
  await source.start()
  const [first, ...others] = traceOf(0, sampled(1))
  await post(others)
  source.take(0, sampled(1))
  if (first) await post([first])
  await source.stop()
  expect(told).toEqual([
    ['jetty', 60_000],
    ['cassandra', 30_000],
    ['elasticsearch', 10_000],
  ])
})

test('requests without the sampled flag leave no trace to wait for', async () => {
  const { source } = listening(() => {})
  await source.start()
  source.take(0, requestSample({ traceSeq: 5 }))
  source.take(0, requestSample({ traceSeq: 0 }))
  await source.stop()
  expect(source.stats).toMatchObject({ sampled: 0, withoutSpans: 0 })
})

test('counts what came of everything', async () => {
  const { source, post } = listening(() => {})
  await source.start()
  const late = { startUs: 0, endUs: 0 }
  await post(traceOf(0, sampled(1)))
  await post([call('cassandra', 'c', 90_000, 900_000, { traceId: traceIdOf(RUN_ID, 0, sampledSeqOf(1)) })])
  await post(traceOf(0, sampled(2)))
  await post(traceOf(0, sampled(4)).slice(0, 1))
  await post([request(0, 9, { traceId: 'f'.repeat(32) }), request(0, 9, { traceId: '0'.repeat(32), ...late })])
  await fetch(`http://127.0.0.1:${source.port}/v1/traces`, { method: 'POST', body: 'x' })
  source.take(0, sampled(1))
  source.take(0, sampled(3))
  await source.stop()
  expect(source.stats).toEqual({
    ...{ sampled: 2, joined: 1, withoutSpans: 1, unmatchedSpans: 4, clippedSpans: 1, orphanSpans: 0 },
    ...{ droppedSpans: 0, malformedSpans: 1, foreignSpans: 1, posts: 5, refusedPosts: 1 },
  })
})

test('the end waits for spans that the application has not sent yet', async () => {
  // Each look at this clock is a quarter of a second later.
  const clock = { us: 0, nowUs: () => (clock.us += 250_000) }
  const { source, post } = listening(() => {}, { clock, graceUs: 600_000_000 })
  await source.start()
  source.take(0, sampled(1))
  const stopped = source.stop()
  setTimeout(() => void post(traceOf(0, sampled(1))), 30)
  await stopped
  expect(source.stats).toMatchObject({ sampled: 1, joined: 1, withoutSpans: 0 })
})

test('tells how far the clock of a server can be from ours', async () => {
  const { source, post } = listening(() => {}, { wallUs: (runUs) => 1_790_000_000_000_000 - 5_000 + runUs })
  await source.start()
  source.take(0, sampled(1, { sentUs: 0, endUs: 120_000 }))
  await post(traceOf(0, sampled(1)))
  await source.stop()
  expect(source.serverClocks).toEqual([{ node: 'jetty-1', leastMs: -15, mostMs: 5, hasMoved: false }])
})

test('an address that another has is a usage error that names it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const { source } = listening(() => {}, { port })
  await expect(source.start()).rejects.toThrow(UsageError)
  await expect(listening(() => {}, { port }).source.start()).rejects.toThrow(
    `tiers.otlp: 127.0.0.1:${port} (EADDRINUSE): name a host and a port`,
  )
  await source.stop()
  other.close()
})
