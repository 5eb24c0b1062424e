import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Span } from '../../../src/tiers/otlp/span.js'
import type { ServiceTiers } from '../../../src/tiers/otlp/span-tier.js'
import { traceTimes } from '../../../src/tiers/otlp/trace-times.js'
import { call, idOf, OUR_SPAN, process, request, span, TRACE_ID } from './spans.js'

const NO_SERVICES: ServiceTiers = new Map()
const timesOf = (spans: readonly Span[], services = NO_SERVICES) => traceTimes(TRACE_ID, spans, services)
const within = (name: string): Partial<Span> => ({ parentId: idOf(name) })

test.each<[string, Span[], object]>([
  ['a request that asks no store is all jetty', [], { jettyUs: 100 }],
  ['work of its own is jetty too', [span('render', 10, 90)], { jettyUs: 100 }],
  ['a call is taken off', [call('cassandra', 'a', 10, 30)], { jettyUs: 80, cassandraUs: 20 }],
  [
    'calls one after the other add up',
    [call('cassandra', 'a', 10, 30), call('cassandra', 'b', 40, 50)],
    { jettyUs: 70, cassandraUs: 30 },
  ],
  [
    'calls side by side count once',
    [call('cassandra', 'a', 10, 30), call('cassandra', 'b', 10, 30), call('cassandra', 'c', 20, 40)],
    { jettyUs: 70, cassandraUs: 30 },
  ],
  [
    'a call below work of its own counts like any',
    [span('load', 5, 60), call('cassandra', 'a', 10, 30, within('load'))],
    { jettyUs: 80, cassandraUs: 20 },
  ],
  [
    'both stores at once: each has its time, and jetty what is left of both',
    [call('cassandra', 'a', 10, 50), call('elasticsearch', 'b', 30, 80)],
    { jettyUs: 30, cassandraUs: 40, elasticsearchUs: 50 },
  ],
  ['opensearch is elasticsearch', [call('opensearch', 'a', 10, 30)], { jettyUs: 80, elasticsearchUs: 20 }],
  ['another database is jetty', [call('redis', 'a', 10, 30)], { jettyUs: 100 }],
  [
    'a call within a call of the same store counts once, even where it lasts longer',
    [call('elasticsearch', 'a', 10, 30), call('elasticsearch', 'b', 12, 45, within('a'))],
    { jettyUs: 80, elasticsearchUs: 20 },
  ],
  [
    'and also with a plain call between them',
    [
      call('elasticsearch', 'a', 10, 30),
      call('', 'http', 11, 40, within('a')),
      call('elasticsearch', 'b', 12, 45, within('http')),
    ],
    { jettyUs: 80, elasticsearchUs: 20 },
  ],
  [
    'a call that outlives the request counts up to its end',
    [call('cassandra', 'a', 70, 500)],
    { jettyUs: 70, cassandraUs: 30, clipped: 1 },
  ],
  [
    'a call made behind the request is none of its time',
    [call('cassandra', 'a', 120, 500)],
    { jettyUs: 100, cassandraUs: 0, clipped: 1 },
  ],
  [
    'only what calls is a call',
    [span('a', 10, 30, { database: 'cassandra' }), span('b', 40, 50, { kind: 'other', database: 'cassandra' })],
    { jettyUs: 100 },
  ],
  [
    'what another process did is not told by this clock',
    [call('cassandra', 'a', 10, 30, { origin: process('jetty-2') })],
    { jettyUs: 100 },
  ],
])('%s', (_, spans, expected) => {
  const times = timesOf([request(0, 100), ...spans])
  const { served, spans: count, orphans, ...told } = times ?? {}
  expect(told).toEqual({ clipped: 0, ...expected })
  expect({ count, orphans }).toEqual({ count: spans.length + 1, orphans: 0 })
})

test.each<[string, Span[]]>([
  ['nothing', []],
  ['work only', [span('render', 10, 90)]],
  ['a request whose parent is another span than ours', [request(0, 100, { parentId: idOf('other') })]],
  ['our request as another kind', [request(0, 100, { kind: 'internal' })]],
])('%s does not tell of a request', (_, spans) => {
  expect(timesOf(spans)).toBeUndefined()
})

test('what a span hangs below and never came is counted', () => {
  const spans = [request(0, 100), call('cassandra', 'a', 10, 30, within('lost')), span('b', 1, 2, { parentId: '' })]
  expect(timesOf(spans)).toMatchObject({ cassandraUs: 20, orphans: 1 })
})

test('a request that nginx gave to two nodes took the time of both, each by its own clock', () => {
  const second = { origin: process('jetty-2') }
  const times = timesOf([
    request(0, 100),
    call('cassandra', 'a', 10, 30),
    request(900_000, 900_050, { ...second, spanId: idOf('again') }),
    call('cassandra', 'b', 900_010, 900_020, { ...second, ...within('again') }),
  ])
  expect(times).toMatchObject({ jettyUs: 120, cassandraUs: 30, clipped: 0 })
  expect(times?.served.map(({ origin }) => origin.node)).toEqual(['jetty-1', 'jetty-2'])
})

test('a front that has spans of its own is looked through', () => {
  const front = { origin: process('front', 'edge'), spanId: idOf('edge'), parentId: OUR_SPAN }
  const spans = [request(0, 500, front), request(10, 110, within('edge'))]
  expect(timesOf(spans)).toMatchObject({ jettyUs: 500 })
  expect(timesOf(spans, new Map([['edge', 'nginx']]))).toMatchObject({ jettyUs: 100 })
})

test.each<[string, Span[]]>([
  ['that it names', [call('', 'a', 10, 30, { peer: 'finder' })]],
  [
    'that answers it',
    [
      call('', 'a', 10, 30),
      span('answer', 7_000, 8_000, { ...within('a'), kind: 'server', origin: process('es-1', 'finder') }),
    ],
  ],
])('a call of a service in the table is a call of that tier: of one %s', (_, spans) => {
  const services: ServiceTiers = new Map([['finder', 'elasticsearch']])
  const all = [request(0, 100), ...spans]
  expect(timesOf(all, services)).toMatchObject({ jettyUs: 80, elasticsearchUs: 20 })
  expect(timesOf(all)).toMatchObject({ jettyUs: 100 })
})

test('parents in a circle end nowhere and harm nothing', () => {
  const circle = [
    call('cassandra', 'a', 10, 30, within('b')),
    call('cassandra', 'b', 20, 40, within('a')),
    request(0, 50, { spanId: idOf('x'), ...within('y') }),
    request(0, 50, { spanId: idOf('y'), ...within('x') }),
  ]
  expect(timesOf([request(0, 100), ...circle], new Map([['tatami', 'nginx']]))).toBeUndefined()
  expect(timesOf([request(0, 100), ...circle])).toMatchObject({ jettyUs: 100 })
})

const names = fc.constantFrom('request', 'a', 'b', 'c', 'd', 'e')
const anySpan = fc
  .record({
    name: names,
    parent: names,
    kind: fc.constantFrom('internal', 'server', 'client', 'other' as const),
    database: fc.constantFrom('', 'cassandra', 'elasticsearch'),
    node: fc.constantFrom('jetty-1', 'jetty-2'),
    from: fc.nat({ max: 200 }),
    took: fc.nat({ max: 200 }),
    isOurs: fc.boolean(),
  })
  .map(({ name, parent, kind, database, node, from, took, isOurs }) =>
    span(name, from, from + took, {
      ...{ kind, database, origin: process(node) },
      parentId: isOurs ? OUR_SPAN : idOf(parent),
    }),
  )
const anyTrace = fc.uniqueArray(anySpan, { maxLength: 6, selector: ({ spanId }) => spanId })

test('whatever spans there are, in whatever order, no time is below zero or longer than the request', () => {
  fc.assert(
    fc.property(anyTrace, (spans) => {
      const times = timesOf(spans)
      expect(timesOf(spans.toReversed())).toEqual(times && { ...times, served: times.served.toReversed() })
      const { jettyUs = 0, cassandraUs = 0, elasticsearchUs = 0, served = [] } = times ?? {}
      const wholeUs = served.reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0)
      for (const us of [jettyUs, cassandraUs, elasticsearchUs]) {
        expect(us).toBeGreaterThanOrEqual(0)
        expect(us).toBeLessThanOrEqual(wholeUs)
      }
      expect(jettyUs + cassandraUs + elasticsearchUs).toBeGreaterThanOrEqual(wholeUs)
    }),
  )
})
