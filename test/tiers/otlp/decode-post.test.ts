import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePost, type PostFormat } from '../../../src/tiers/otlp/decode-post.js'
import type { Span } from '../../../src/tiers/otlp/span.js'
import { WireReader } from '../../../src/tiers/otlp/wire-reader.js'
import { exported } from './exported.js'
import { call, RUN_ID, request, span, TRACE_ID } from './spans.js'

const FORMATS: readonly PostFormat[] = ['application/x-protobuf', 'application/json']
const isOurs = (traceId: string): boolean => traceId.startsWith(RUN_ID)
const decode = (body: Uint8Array, format: PostFormat) => decodePost(Buffer.from(body), format, isOurs)
const decodeJson = (value: unknown) => decode(Buffer.from(JSON.stringify(value)), 'application/json')

const hex = (digits: number) =>
  fc.uint8Array({ minLength: digits / 2, maxLength: digits / 2 }).map((bytes) => Buffer.from(bytes).toString('hex'))
const anySpan: fc.Arbitrary<Span> = fc
  .record({
    traceId: hex(16).map((half) => `${RUN_ID}${half}`),
    spanId: hex(16).filter((id) => !/^0+$/.test(id)),
    parentId: fc.oneof(
      fc.constant(''),
      hex(16).filter((id) => !/^0+$/.test(id)),
    ),
    kind: fc.constantFrom('internal', 'server', 'client', 'other' as const),
    startUs: fc.integer({ min: 0, max: 4_000_000_000_000_000 }),
    tookUs: fc.nat(),
    database: fc.constantFrom('', 'cassandra', 'elasticsearch'),
    peer: fc.string({ maxLength: 20 }),
    service: fc.string({ maxLength: 20 }),
    node: fc.constantFrom('jetty-1', 'jetty-2'),
  })
  .map(({ service, node, tookUs, ...rest }) => ({
    ...rest,
    endUs: rest.startUs + tookUs,
    origin: { key: '', service, node },
  }))

test.each(FORMATS)('what an exporter sends as %s is what it had', (format) => {
  fc.assert(
    fc.property(fc.array(anySpan, { maxLength: 5 }), (spans) => {
      const bag = decode(exported(spans, format), format)
      const withoutKey = bag?.spans.map(({ origin, ...rest }) => ({ ...rest, origin: { ...origin, key: '' } }))
      const byId = (a: Span, b: Span) => (a.spanId < b.spanId ? -1 : 1)
      expect(withoutKey?.toSorted(byId)).toEqual(spans.toSorted(byId))
      expect(bag).toMatchObject({ foreign: 0, malformed: 0, dropped: 0 })
    }),
  )
})

test('both formats tell the same, down to the process that a span is of', () => {
  const spans = [request(0, 100), call('cassandra', 'a', 10, 30)]
  const [first, second] = FORMATS.map((format) => decode(exported(spans, format), format)?.spans)
  expect(first).toEqual(second)
  expect(new Set(first?.map(({ origin }) => origin.key)).size).toBe(1)
})

const sent = (change: object = {}) => ({
  traceId: TRACE_ID,
  spanId: '00000000000000aa',
  kind: 2,
  startTimeUnixNano: '1790000000000000000',
  endTimeUnixNano: '1790000000000100999',
  ...change,
})
const posted = (...spans: object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] })

test.each([
  ['ids in upper case', { traceId: TRACE_ID.toUpperCase(), spanId: '00000000000000AA' }],
  ['fields that nobody knows', JSON.parse('{"next":[{"more":1}],"__proto__":{"kind":3},"constructor":1}')],
  ['a null for what is not there', { parentSpanId: null, attributes: null }],
])('reads JSON with %s', (_, change) => {
  expect(decodeJson(posted(sent(change)))?.spans).toMatchObject([
    { traceId: TRACE_ID, spanId: '00000000000000aa', kind: 'server', startUs: 1_790_000_000_000_000 },
  ])
})

test('reads 64-bit numbers as strings or as numbers, to the microsecond', () => {
  const asNumber = sent({ startTimeUnixNano: 1_544_712_660_000_000_000, endTimeUnixNano: 1_544_712_661_000_000_000 })
  const times = decodeJson(posted(sent(), asNumber))?.spans.map(({ startUs, endUs }) => [startUs, endUs])
  expect(times).toEqual([
    [1_790_000_000_000_000, 1_790_000_000_000_100],
    [1_544_712_660_000_000, 1_544_712_661_000_000],
  ])
})

test.each([
  ['db.system', 'cassandra'],
  ['db.system.name', 'Cassandra'],
])('a span names its database as %s', (key, stringValue) => {
  const attributes = [
    { key: 'db.statement', value: { stringValue: 'secret' } },
    { key, value: { stringValue } },
  ]
  expect(decodeJson(posted(sent({ attributes })))?.spans[0]?.database).toBe('cassandra')
})

test('processes are told apart by what they say of themselves, in whatever order', () => {
  const ofResource = (...pairs: readonly (readonly [string, object])[]) => ({
    resource: { attributes: pairs.map(([key, value]) => ({ key, value })) },
    scopeSpans: [{ spans: [sent()] }],
  })
  const service = ['service.name', { stringValue: 'tatami' }] as const
  const pid = (number: number | string) => ['process.pid', { intValue: number }] as const
  const commandLine = ['process.command_line', { stringValue: '-Dpassword=secret' }] as const
  const resourceSpans = [
    ofResource(service, pid(41)),
    ofResource(commandLine, pid('41'), service),
    ofResource(service, pid(42)),
  ]
  const bag = decodeJson({ resourceSpans })
  const [first, second, third] = bag?.spans.map(({ origin }) => origin.key) ?? []
  expect(second).toBe(first)
  expect(third).not.toBe(first)
  expect(JSON.stringify(bag)).not.toContain('secret')
})

test.each([
  ['an id that is too short', { traceId: RUN_ID }],
  ['an id of nothing but zeros', { spanId: '0000000000000000' }],
  ['an id in another notation', { spanId: '7uGbfsPBsXQ=' }],
  ['a parent in another notation', { parentSpanId: '7uGbfsPBsXQ=' }],
  ['an end before its start', { endTimeUnixNano: '1' }],
  ['a time beyond all times', { endTimeUnixNano: '18446744073709551615' }],
])('leaves out a span with %s, and counts it', (_, change) => {
  expect(decodeJson(posted(sent(change), sent()))).toMatchObject({ malformed: 1, spans: [{ kind: 'server' }] })
})

test('leaves out spans of others, and counts them', () => {
  expect(decodeJson(posted(sent({ traceId: 'f'.repeat(32) })))).toMatchObject({ foreign: 1, spans: [] })
})

test('one post brings no more than its share', () => {
  const many = Array.from({ length: 100_003 }, () => sent())
  const bag = decodeJson(posted(...many))
  expect([bag?.spans.length, bag?.dropped]).toEqual([100_000, 3])
})

test.each<[string, unknown]>([
  ['a span that is none', posted([])],
  ['spans that are no list', { resourceSpans: { scopeSpans: [] } }],
  ['a time that is none', posted(sent({ startTimeUnixNano: 'soon' }))],
  ['a time with a fraction', posted(sent({ startTimeUnixNano: 1.5 }))],
  ['a time before all times', posted(sent({ startTimeUnixNano: -1 }))],
  ['an id that is a number', posted(sent({ traceId: 7 }))],
])('refuses JSON with %s', (_, value) => {
  expect(decodeJson(value)).toBeUndefined()
})

const message = (...bytes: number[]) => new Uint8Array(bytes)

test.each([
  ['a field number of zero', message(0x02, 0x00)],
  ['a group', message(0x0b, 0x0c)],
  ['a type that does not exist', message(0x0e)],
  ['a length beyond the end', message(0x0a, 0x05, 0x00)],
  ['a length beyond all memory', message(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)],
  ['a number without an end', message(0x10, ...Array.from({ length: 11 }, () => 0x80), 0x01)],
  ['half a number', message(0x10, 0x80)],
  ['half of a fixed number', message(0x11, 0x01)],
  ['spans as a number', message(0x08, 0x01)],
])('refuses protobuf with %s', (_, bytes) => {
  expect(decode(bytes, 'application/x-protobuf')).toBeUndefined()
})

test('passes over protobuf fields that nobody knows, of every type', () => {
  const unknown = message(0x50, 0xac, 0x02, 0x59, 1, 2, 3, 4, 5, 6, 7, 8, 0x62, 0x02, 1, 2, 0x6d, 1, 2, 3, 4)
  const known = exported([request(0, 100)], 'application/x-protobuf')
  const bag = decode(Buffer.concat([unknown, known, unknown]), 'application/x-protobuf')
  expect(bag?.spans).toHaveLength(1)
})

test('a resource may come after the spans that it made', () => {
  const usual = exported([request(0, 100)], 'application/x-protobuf')
  const [resourceSpans] = fieldsOf(usual)
  const parts = fieldsOf(resourceSpans?.content)
  const turned = parts.toReversed().map(({ field, content }) => fieldWith(field, content))
  const bag = decode(fieldWith(1, Buffer.concat(turned)), 'application/x-protobuf')
  expect(parts.map(({ field }) => field)).toEqual([1, 2])
  expect(bag?.spans).toEqual(decode(usual, 'application/x-protobuf')?.spans)
})

const fieldsOf = (bytes: Buffer = Buffer.alloc(0)) => {
  const reader = new WireReader(bytes)
  const fields: { readonly field: number; readonly content: Buffer }[] = []
  while (reader.next()) fields.push({ field: reader.field, content: reader.bytes() })
  return fields
}

/** A field of up to 16,383 bytes. */
const fieldWith = (field: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([field * 8 + 2, (content.length % 128) + 128, Math.floor(content.length / 128)]), content])

const isSound = (spans: readonly Span[]): boolean =>
  spans.every(
    ({ traceId, spanId, parentId, startUs, endUs }) =>
      /^[0-9a-f]{32}$/.test(traceId) &&
      /^[0-9a-f]{16}$/.test(spanId) &&
      /^([0-9a-f]{16})?$/.test(parentId) &&
      Number.isSafeInteger(startUs) &&
      Number.isSafeInteger(endUs) &&
      startUs <= endUs,
  )

test.each(FORMATS)('any bytes as %s are spans or refused', (format) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(isSound(decode(bytes, format)?.spans ?? [])).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('any JSON is spans or refused', () => {
  const anyJson = fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text))
  const field = fc.constantFrom(
    'traceId',
    'spanId',
    'parentSpanId',
    'kind',
    'startTimeUnixNano',
    'attributes',
    '__proto__',
  )
  const spoiled = fc
    .tuple(field, fc.jsonValue())
    .map(([name, value]) =>
      Buffer.from(`${JSON.stringify(posted(sent())).slice(0, -7)},"${name}":${JSON.stringify(value)}}]}]}]}`),
    )
  fc.assert(
    fc.property(fc.oneof(anyJson, spoiled), (bytes) => {
      expect(isSound(decode(bytes, 'application/json')?.spans ?? [])).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test.each(FORMATS)('an export as %s of which bytes were changed, lost or doubled is spans or refused', (format) => {
  const whole = exported([request(0, 100), call('cassandra', 'a', 10, 30), span('b', 1, 2)], format)
  const mutation = fc.record({
    at: fc.nat({ max: whole.length - 1 }),
    kind: fc.constantFrom('changed', 'lost', 'doubled' as const),
    byte: fc.nat({ max: 255 }),
  })
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      const bytes = mutations.reduce<Uint8Array>((bytes, { at, kind, byte }) => {
        const put = { changed: [byte], lost: [], doubled: [...bytes.subarray(at, at + 2)] }[kind]
        const rest = bytes.subarray(kind === 'doubled' ? at : at + 1)
        return Buffer.concat([bytes.subarray(0, at), Buffer.from(put), rest])
      }, whole)
      expect(isSound(decode(bytes, format)?.spans ?? [])).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
