import { expect, test } from 'vitest'
import { nameAhead, numberOf, sampleOf } from '../../../src/tiers/prometheus/sample-line.js'

const shown = (line: string, format: 'text' | 'openmetrics') => {
  const sample = sampleOf(line, format)
  return sample && [sample.name, Object.fromEntries(sample.labels), sample.value, sample.atMs]
}

test.each([
  ['up 1', ['up', {}, 1, undefined]],
  ['  up\t 1  ', ['up', {}, 1, undefined]],
  ['up{} 1', ['up', {}, 1, undefined]],
  ['up {a = "b" , c="d",} 1', ['up', { a: 'b', c: 'd' }, 1, undefined]],
  ['up{a="b"}1 1395066363000', ['up', { a: 'b' }, 1, 1_395_066_363_000]],
  ['up +Inf -3982045', ['up', {}, Number.POSITIVE_INFINITY, -3_982_045]],
  ['up NaN', ['up', {}, Number.NaN, undefined]],
  ['up{path="C:\\\\DIR",why="\\"no\\"\\n"} 1', ['up', { path: 'C:\\DIR', why: '"no"\n' }, 1, undefined]],
  ['up{path="C:\\DIR"} 1', ['up', { path: 'C:\\DIR' }, 1, undefined]],
  ['up{a="} 1, {"} 2', ['up', { a: '} 1, {' }, 2, undefined]],
  ['{"my.metric"} 1', ['my.metric', {}, 1, undefined]],
  [
    '{ "my.metric", "error.message"="Not Found", code="404" } 1',
    ['my.metric', { 'error.message': 'Not Found', code: '404' }, 1, undefined],
  ],
  ['{"say \\"hi\\""} 1', ['say "hi"', {}, 1, undefined]],
  ['a:b_c9 1', ['a:b_c9', {}, 1, undefined]],
] as const)('reads %j in the text format', (line, expected) => {
  expect(shown(line, 'text')).toEqual(expected)
})

test.each([
  ['nothing', ''],
  ['a name alone', 'up'],
  ['a name that begins with a digit', '9up 1'],
  ['two names', 'up{"down"} 1'],
  ['no name', '{a="b"} 1'],
  ['a quoted name behind labels', '{a="b","up"} 1'],
  ['an empty name', '{""} 1'],
  ['a value that is none', 'up one'],
  ['a value with something behind it', 'up 1x'],
  ['a value beyond all numbers', 'up 1e999'],
  ['a value right behind a name', 'up+1'],
  ['a time that is not whole', 'up 1 1.5'],
  ['an exemplar', 'up 1 # {} 1'],
  ['a label without a value', 'up{a} 1'],
  ['a label without quotes', 'up{a=b} 1'],
  ['the same label twice', 'up{a="b",a="c"} 1'],
  ['labels without a comma', 'up{a="b"c="d"} 1'],
  ['a comma alone', 'up{,} 1'],
  ['braces that stay open', 'up{a="b" 1'],
  ['braces that hold a value', 'up { 5'],
  ['a quote that stays open', 'up{a="b} 1'],
  ['a carriage return', 'up 1\r'],
])('takes %s for no sample', (_, line) => {
  expect(sampleOf(line, 'text')).toBeUndefined()
})

test('takes no more labels than any exporter has', () => {
  const labelled = (count: number) => `up{${Array.from({ length: count }, (_, i) => `l${i}="v"`).join(',')}} 1`
  expect(sampleOf(labelled(100), 'text')?.labels.size).toBe(100)
  expect(sampleOf(labelled(101), 'text')).toBeUndefined()
})

test('labels may have the names of what every object has', () => {
  expect(sampleOf('up{__proto__="a",constructor="b"} 1', 'text')?.labels).toEqual(
    new Map([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]),
  )
})

test.each([
  ['foo_total 17.0 1520879607.789', ['foo_total', {}, 17, 1_520_879_607_789]],
  ['foo{a="x",b="escaping\\" example \\n "} 0', ['foo', { a: 'x', b: 'escaping" example \n ' }, 0, undefined]],
  ['foo_bucket{le="0.1"} 8 # {} 0.054', ['foo_bucket', { le: '0.1' }, 8, undefined]],
  ['foo_bucket{le="1"} 11 # {trace_id="KOO5S4vxi0o"} 0.67', ['foo_bucket', { le: '1' }, 11, undefined]],
  ['foo_bucket 17 5 # {t="o"} 9.8 1520879607.789', ['foo_bucket', {}, 17, 5_000]],
  ['{"foo.bar",a="b"} 1', ['foo.bar', { a: 'b' }, 1, undefined]],
] as const)('reads %j in OpenMetrics', (line, expected) => {
  expect(shown(line, 'openmetrics')).toEqual(expected)
})

test.each([
  'foo  1',
  ' foo 1',
  'foo 1 ',
  'foo{a="b",} 1',
  'foo{a="b"}1',
  'foo{a = "b"} 1',
  'foo\t1',
  'foo 1 #',
  'foo 1 # {a="b"}',
  'foo 1 # {a="b"} x',
  'foo 1 # {"a"} 1',
  'foo 1 # {a="b"} 1 2 3',
  'foo 1 NaN',
  'foo 1# {} 1',
])('takes %j for no sample of OpenMetrics', (line) => {
  expect(sampleOf(line, 'openmetrics')).toBeUndefined()
})

test.each([
  ['0042', 42],
  ['5.', 5],
  ['.5', 0.5],
  ['+1.27e+03', 1270],
  ['-1E-2', -0.01],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan', Number.NaN],
  ['', undefined],
  ['.', undefined],
  ['1e', undefined],
  ['0x10', undefined],
  ['1_000', undefined],
  ['+nan', undefined],
  ['constructor', undefined],
])('the number %j is %d', (text, expected) => {
  expect(numberOf(text)).toEqual(expected)
})

test.each([
  ['up{a="b"} nonsense', 'up'],
  [' { "my.metric" , nonsense', 'my.metric'],
  ['# TYPE up gauge', undefined],
  ['{a', undefined],
])('the name ahead of %j is %s', (line, expected) => {
  expect(nameAhead(line)).toBe(expected)
})
