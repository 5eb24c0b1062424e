import { expect, test } from 'vitest'
import { formatOf, parseExposition, samplesIn } from '../../../src/tiers/prometheus/exposition.js'
import type { ExpositionFormat } from '../../../src/tiers/prometheus/sample-line.js'
import { fixtureText } from '../fixture.js'

const fixture = (name: string): string => fixtureText(`prometheus/${name}`)

const values = (text: string, format: ExpositionFormat) =>
  parseExposition(text, format).samples.map(({ name, labels, value }) => [name, Object.fromEntries(labels), value])

test('reads the example of the text format whole', () => {
  const { samples, types } = parseExposition(fixture('exposition-formats.txt'), 'text')
  expect(samples).toHaveLength(21)
  expect(samples[0]).toEqual({
    name: 'http_requests_total',
    labels: new Map([
      ['method', 'post'],
      ['code', '200'],
    ]),
    value: 1_027,
    atMs: 1_395_066_363_000,
  })
  expect(samples[2]?.labels.get('path')).toBe('C:\\DIR\\FILE.TXT')
  expect(samples[3]?.name).toBe('my.dotted.metric')
  expect(samples.at(-1)).toMatchObject({ name: 'rpc_duration_seconds_count', value: 2_693 })
  expect([...types]).toEqual([
    ['http_requests_total', 'counter'],
    ['http_request_duration_seconds', 'histogram'],
    ['rpc_duration_seconds', 'summary'],
  ])
})

test('reads the example of OpenMetrics whole', () => {
  const { samples, types } = parseExposition(fixture('openmetrics-spec.txt'), 'openmetrics')
  expect(samples).toHaveLength(8)
  expect(samples.at(-1)).toMatchObject({ name: 'process_cpu_seconds_total', value: 4_200_722.46 })
  expect(types.get('process_cpu_seconds')).toBe('counter')
})

test('exemplars and times of creation are not taken for values', () => {
  expect(values(fixture('openmetrics-exemplars.txt'), 'openmetrics')).toEqual([
    ...[
      ['0.01', 0],
      ['0.1', 8],
      ['1', 11],
      ['10', 17],
      ['+Inf', 17],
    ].map(([le, count]) => ['foo_bucket', { le }, count]),
    ['foo_count', {}, 17],
    ['foo_sum', {}, 324_789.3],
    ['foo_created', {}, 1_520_430_000.123],
  ])
})

test('of two points of one metric the later holds', () => {
  expect(values('foo 17 123\nfoo 18 456\n# EOF\n', 'openmetrics')).toEqual([['foo', {}, 18]])
})

test.each([
  ['a comment for people', '# just so\n#TYPE\u00e9 x\nup 1\n'],
  ['empty lines', '\n \t\nup 1\n\n'],
  ['the end of OpenMetrics', 'up 1\n# EOF\n'],
  ['help with any text', '# HELP up Is it \\n "up"? # yes\nup 1\n'],
  ['help without a text', '# HELP up\nup 1\n'],
  ['a quoted name in a comment', '# TYPE "my.metric" gauge\nup 1\n'],
])('the text format may have %s', (_, text) => {
  expect(values(text, 'text')).toEqual([['up', {}, 1]])
})

test.each([
  ['up 1', 'the last line is cut'],
  ['up 1\nup 2\n', 'line 2 repeats a metric with the same labels'],
  ['up{a="1",b="2"} 1\nup{b="2",a="1"} 1\n', 'line 2 repeats a metric with the same labels'],
  ['up 1\n\nsecret 1 2 3\n', 'line 3 is no sample of the text format'],
  ['# TYPE up\nup 1\n', 'line 1 is no comment of the text format'],
  ['# TYPE up thermometer\n', 'line 1 is no comment of the text format'],
  ['# TYPE up gauge gauge\n', 'line 1 is no comment of the text format'],
  ['# TYPE 9up gauge\n', 'line 1 is no comment of the text format'],
  ['# HELP\n', 'line 1 is no comment of the text format'],
  ['# TYPE up gauge\n# TYPE up gauge\n', 'line 2 repeats a TYPE'],
  ['up 1\n# TYPE up gauge\n', 'line 2 tells a type after its samples'],
  ['t_bucket{le="1"} 1\n# TYPE t histogram\n', 'line 2 tells a type after its samples'],
  [`up{a="${'x'.repeat(65_536)}"} 1\n`, 'line 1 is longer than 65536 characters'],
  ['up 1\r\n', 'line 1 is no sample of the text format'],
])('the text format has no %j', (text, sentence) => {
  expect(() => parseExposition(text, 'text')).toThrow(new Error(sentence))
})

test.each([
  ['', 'the end (# EOF) is missing'],
  ['up 1\n', 'the end (# EOF) is missing'],
  ['up 1\n# EO', 'the end (# EOF) is missing'],
  ['up 1# EOF\n', 'the end (# EOF) is missing'],
  ['up 1\n# EOF\n\n', 'the end (# EOF) is missing'],
  ['up 1\n# EOF\nup 2\n# EOF\n', 'line 2 is no comment of OpenMetrics'],
  ['up 1\n\n# EOF\n', 'line 2 is no sample of OpenMetrics'],
  ['# for people\n# EOF\n', 'line 1 is no comment of OpenMetrics'],
  ['# TYPE up untyped\n# EOF\n', 'line 1 is no comment of OpenMetrics'],
  ['# UNIT a_seconds seconds\n# UNIT a_seconds seconds\n# EOF\n', 'line 2 repeats a UNIT'],
])('OpenMetrics has no %j', (text, sentence) => {
  expect(() => parseExposition(text, 'openmetrics')).toThrow(new Error(sentence))
})

test.each(['# EOF', '# EOF\n', '# TYPE a info\n# HELP a b\n# UNIT a \n# EOF\n'])(
  'OpenMetrics may be empty: %j',
  (text) => {
    expect(parseExposition(text, 'openmetrics').samples).toEqual([])
  },
)

test('lines of metrics that nobody wants are passed over, whatever they hold', () => {
  const text = 'noise one two\n# TYPE\nup 1\nnoise{ 2\n\u0000\n{"up",a="b"} 2\n'
  expect(samplesIn(text, 'text', (name) => name === 'up').map(({ value }) => value)).toEqual([1, 2])
  expect(() => samplesIn('noise\nup one\n', 'text', (name) => name === 'up')).toThrow(
    new Error('line 2 is no sample of the text format'),
  )
})

test.each([
  ['text/plain; version=0.0.4; charset=utf-8; escaping=underscores', 'text'],
  ['Text/Plain', 'text'],
  ['', 'text'],
  ['application/openmetrics-text; version=1.0.0; charset=utf-8', 'openmetrics'],
  ['text/html', undefined],
  ['application/vnd.google.protobuf; encoding=delimited', undefined],
])('the content type %j means %s', (type, expected) => {
  expect(formatOf(type)).toBe(expected)
})
