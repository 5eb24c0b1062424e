import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { PostFormat } from '../../../src/tiers/otlp/decode-post.js'
import { OtlpReceiver, type OtlpReceiverOptions } from '../../../src/tiers/otlp/receiver.js'
import type { SpanBag } from '../../../src/tiers/otlp/span-bag.js'
import { exported } from './exported.js'
import { call, RUN_ID, request } from './spans.js'

const started: OtlpReceiver[] = []
afterEach(async () => {
  for (const receiver of started.splice(0)) await receiver.stop()
})

const receiving = async (options: Partial<OtlpReceiverOptions> = {}) => {
  const bags: SpanBag[] = []
  const receiver = new OtlpReceiver({
    ...{ host: '127.0.0.1', port: 0, isOurs: (traceId: string) => traceId.startsWith(RUN_ID) },
    onSpans: (bag) => bags.push(bag),
    ...options,
  })
  await receiver.start()
  started.push(receiver)
  const post = async (body: Uint8Array | string, headers: Record<string, string>, path = '/v1/traces') => {
    const answer = await fetch(`http://127.0.0.1:${receiver.port}${path}`, { method: 'POST', body, headers })
    const told = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, type: answer.headers.get('content-type'), told }
  }
  return { receiver, bags, post }
}

const PROTOBUF = { 'content-type': 'application/x-protobuf' }
const JSON_TYPE = { 'content-type': 'application/json' }
const SPANS = [request(0, 100), call('cassandra', 'a', 10, 30)]
const FORMATS: readonly PostFormat[] = ['application/x-protobuf', 'application/json']

test.each(FORMATS)('takes what an exporter sends as %s, and answers in kind', async (format) => {
  const { receiver, bags, post } = await receiving()
  const answer = await post(exported(SPANS, format), { 'content-type': format })
  expect(answer).toEqual({ status: 200, type: format, told: Buffer.from(format === 'application/json' ? '{}' : '') })
  expect(bags.flatMap(({ spans }) => spans).map(({ spanId }) => spanId)).toEqual(SPANS.map(({ spanId }) => spanId))
  expect(receiver).toMatchObject({ posts: 1, refused: 0 })
})

test.each(FORMATS)('takes %s that was compressed', async (format) => {
  const { bags, post } = await receiving()
  const headers = { 'content-type': `${format}; charset=utf-8`, 'content-encoding': 'gzip' }
  expect(await post(gzipSync(exported(SPANS, format)), headers)).toMatchObject({ status: 200 })
  expect(bags[0]?.spans).toHaveLength(2)
})

test.each([
  ['an export of nothing', new Uint8Array(), PROTOBUF],
  ['an empty object', '{}', JSON_TYPE],
])('takes %s', async (_, body, headers) => {
  const { bags, post } = await receiving()
  expect(await post(body, headers)).toMatchObject({ status: 200 })
  expect(bags[0]?.spans).toEqual([])
})

test.each([
  ['text', 415, 'x', { 'content-type': 'text/plain' }],
  ['no type', 415, new Uint8Array([1]), {}],
  ['another compression', 415, 'x', { ...JSON_TYPE, 'content-encoding': 'br' }],
  ['half a document', 400, '{"resourceSpans":[', JSON_TYPE],
  ['nothing as JSON', 400, '', JSON_TYPE],
  ['a list', 400, '[]', JSON_TYPE],
  ['a field that runs out of the message', 400, new Uint8Array([0x0a, 0x7f, 0x00]), PROTOBUF],
  ['something else than gzip', 400, '{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
  ['half of a gzip', 400, gzipSync('{}').subarray(0, 12), { ...JSON_TYPE, 'content-encoding': 'gzip' }],
])('refuses %s with %i', async (_, status, body, headers) => {
  const { receiver, bags, post } = await receiving()
  expect(await post(body, headers)).toMatchObject({ status })
  expect(bags).toEqual([])
  expect(receiver).toMatchObject({ posts: 0, refused: 1 })
})

test.each([
  ['/v1/metrics', 404],
  ['/', 404],
  ['/v1/traces?from=here', 200],
])('a post to %s is answered with %i', async (path, status) => {
  const { post } = await receiving()
  expect(await post('{}', JSON_TYPE, path)).toMatchObject({ status })
})

test('only posts are answered', async () => {
  const { receiver } = await receiving()
  const answer = await fetch(`http://127.0.0.1:${receiver.port}/v1/traces`)
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
})

test('says why it refuses, in the format that it was asked in', async () => {
  const { post } = await receiving()
  const why = 'not a trace export that can be read'
  const [asJson, asProtobuf] = [await post('x', JSON_TYPE), await post('x', PROTOBUF)]
  expect(JSON.parse(asJson.told.toString())).toEqual({ message: why })
  expect(asProtobuf.told).toEqual(Buffer.concat([Buffer.from([0x12, why.length]), Buffer.from(why)]))
})

test.each([
  ['as it is', {}, (body: string) => body],
  ['when it is inflated', { 'content-encoding': 'gzip' }, (body: string) => gzipSync(body)],
])('a body that is too large %s is refused, and the next is taken', async (_, headers, sent) => {
  const { post } = await receiving({ mostBytes: 100_000 })
  const tooLarge = `{"x":"${'x'.repeat(200_000)}"}`
  expect(await post(sent(tooLarge), { ...JSON_TYPE, ...headers })).toMatchObject({
    status: 413,
    type: 'application/json',
  })
  expect(await post('{}', JSON_TYPE)).toMatchObject({ status: 200 })
})

test('JSON may be less long than protobuf, since it takes far more memory', async () => {
  const { post } = await receiving()
  const long = Buffer.alloc(9 * 2 ** 20, ' ')
  expect(await post(`{}${long}`, JSON_TYPE)).toMatchObject({ status: 413 })
  // A field that nobody knows, as long.
  const unknown = Buffer.concat([Buffer.from([0x7a, 0x80, 0x80, 0xc0, 0x04]), long])
  expect(await post(unknown, PROTOBUF)).toMatchObject({ status: 200 })
})

test('a sender that goes away in the middle of its post harms nobody, and the end does not wait for one that stands still', async () => {
  const { receiver, bags, post } = await receiving()
  const head = 'POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{'
  const sender = () =>
    connect(receiver.port ?? 0, '127.0.0.1')
      .resume()
      .on('error', () => {})
  const [gone, still] = [sender(), sender()]
  const ended = once(still, 'close')
  gone.write(head)
  still.write(head)
  gone.end()
  await once(gone, 'close')
  expect(await post('{}', JSON_TYPE)).toMatchObject({ status: 200 })
  await receiver.stop()
  await ended
  expect(bags).toHaveLength(1)
})

test('whatever it is sent, it answers and goes on', async () => {
  const { post } = await receiving()
  const type = fc.constantFrom(...FORMATS)
  const encoding = fc.constantFrom('gzip', 'identity')
  const junk = fc.uint8Array({ maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(junk, type, encoding, fc.boolean(), async (bytes, type, encoding, isPacked) => {
      const body = isPacked ? gzipSync(bytes) : bytes
      const { status } = await post(body, { 'content-type': type, 'content-encoding': encoding })
      expect([200, 400]).toContain(status)
    }),
  )
})
