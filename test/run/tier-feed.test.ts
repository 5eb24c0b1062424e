import { createSocket } from 'node:dgram'
import { expect, onTestFinished, test } from 'vitest'
import type { NodeSpan } from '../../src/metrics/node-span.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { TierFeed, type TierFeedOptions } from '../../src/run/tier-feed.js'
import { makeTraceparent, sampledSeqOf, traceIdOf } from '../../src/tiers/trace.js'
import { requestSample } from '../metrics/request-samples.js'
import { exported } from '../tiers/otlp/exported.js'
import { call, RUN_ID, request } from '../tiers/otlp/spans.js'

// Addresses of their own: what connects elsewhere on this machine starts from another.
const SYSLOG = { host: '127.0.0.61', port: 5_140 }
const OTLP = { host: '127.0.0.62', port: 4_318 }

const feeding = async (sources: Partial<TierFeedOptions>) => {
  const book = new SecondBook()
  const spans: NodeSpan[] = []
  const feed = new TierFeed({
    ...{ book, runId: RUN_ID, accessLogs: [], nowUs: () => 5_000_000, countsNodes: true },
    onSpan: (span) => spans.push(span),
    onNote: () => undefined,
    ...sources,
  })
  await feed.start()
  return { book, spans, feed }
}

test("nginx's log comes as syslog messages into the book, and counts for its node", async () => {
  const { book, spans, feed } = await feeding({ nginxSyslog: SYSLOG })
  feed.take(0, requestSample({ traceSeq: 1, sentUs: 0, endUs: 100_000 }))
  const tp = makeTraceparent(RUN_ID, 0, 1, false)
  const line = JSON.stringify({ tp, st: '200', cr: '1', rt: '0.090', urt: '0.070', ua: '127.0.0.1:80' })
  const socket = createSocket('udp4')
  onTestFinished(() => {
    socket.close()
  })
  await new Promise((resolve) =>
    socket.send(`<190>Nov 28 11:02:06 web1 nginx: ${line}`, SYSLOG.port, SYSLOG.host, resolve),
  )
  await feed.drain()
  expect(feed.joinerStats).toMatchObject({ traced: 1, joined: 1 })
  expect(book.flush()[0]?.steps?.[0]?.tiers).toHaveProperty('nginx')
  expect(spans).toMatchObject([
    { source: 'nginx-log', tier: 'nginx', node: 'web1/nginx', operations: [{ name: 'logged', count: 1 }] },
  ])
  expect(feed.ends.nginxLog).toMatchObject({ basis: 'traces', untimedLines: 0 })
})

test("spans of sampled requests stand in the book, beside the steps' own times", async () => {
  const { book, feed } = await feeding({ otlp: OTLP })
  const traceSeq = sampledSeqOf(1)
  const traceId = traceIdOf(RUN_ID, 0, traceSeq)
  feed.take(0, requestSample({ traceSeq, sentUs: 0, endUs: 100_000 }))
  const trace = [
    call('cassandra', 'a', 10_000, 40_000, { traceId }),
    request(0, 90_000, { traceId, parentId: traceId.slice(16) }),
  ]
  const answer = await fetch(`http://${OTLP.host}:${OTLP.port}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf' },
    body: exported(trace, 'application/x-protobuf'),
  })
  expect(answer.status).toBe(200)
  await feed.drain()
  const [record] = book.flush()
  expect(record?.spanTimes).toHaveProperty('cassandra')
  expect(record?.spanTimes).toHaveProperty('jetty')
  expect(record?.steps).toBeUndefined()
  expect(feed.ends.otlp).toMatchObject({ sampled: 1, joined: 1 })
})
