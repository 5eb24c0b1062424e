import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MetricNames, USUAL_METRICS } from '../../src/profile/tier-sources.js'
import { metricTable } from '../../src/tiers/metric-table.js'
import { noServerTimes, parseServerTiming } from '../../src/tiers/server-timing.js'

const parsed = (header: string): readonly number[] => {
  const { jettyUs, cassandraUs, elasticsearchUs } = parseServerTiming(header, noServerTimes())
  return [jettyUs, cassandraUs, elasticsearchUs]
}

test.each<[string, string, readonly number[]]>([
  [
    'the names of the issue',
    'jetty;dur=12.5, cassandra;dur=3.25;desc="n=7", elasticsearch;dur=1',
    [12_500, 3_250, 1_000],
  ],
  ['the short names', 'app;dur=2,cass;dur=1,es;dur=0.5', [2_000, 1_000, 500]],
  ['the name search', 'search;dur=4', [-1, -1, 4_000]],
  ['zero, which is not absent', 'jetty;dur=0, cassandra;dur=0.000', [0, 0, -1]],
  ['nothing', '', [-1, -1, -1]],
  ['other metrics only', 'cache;desc=HIT, nginx;dur=0.052', [-1, -1, -1]],
  ['commas inside quotes', 'nginx;desc="0.000, jetty;dur=9, -|-";dur=1, jetty;dur=2', [2_000, -1, -1]],
  ['escaped quotes', 'jetty;desc="a\\", cass;dur=7 \\\\";dur=3', [3_000, -1, -1]],
  ['a repeated metric, which adds up', 'cass;dur=1, cass;dur=2.5', [-1, 3_500, -1]],
  ['the first of a repeated parameter', 'jetty;dur=1;dur=9', [1_000, -1, -1]],
  ['the first of a repeated parameter, though it is invalid', 'jetty;dur=x;dur=9', [-1, -1, -1]],
  ['a first dur without a value', 'jetty;dur;dur=9', [-1, -1, -1]],
  ['a metric without a duration', 'jetty, cass;desc=none', [-1, -1, -1]],
  ['a quoted duration', 'jetty;dur="1.5"', [1_500, -1, -1]],
  ['optional white space everywhere', ' jetty \t; dur = 1.5 ; desc = x ,\tcass ;dur= 2', [1_500, 2_000, -1]],
  ['upper-case parameter names', 'jetty;DUR=1', [1_000, -1, -1]],
  ['junk between parameters', 'jetty junk;x y=z;;dur=4 more;desc', [4_000, -1, -1]],
  ['exponents and trailing junk', 'jetty;dur=1e2, cass;dur=3ms', [100_000, 3_000, -1]],
  ['a negative duration, which says nothing', 'jetty;dur=-1', [-1, -1, -1]],
  ['infinity, which says nothing', 'jetty;dur=Infinity, cass;dur=1e999', [-1, -1, -1]],
  ['a duration beyond what a sample holds', 'jetty;dur=99999999999', [2_147_483_647, -1, -1]],
  ['many digits', 'jetty;dur=1.23456789012345678901234', [1_235, -1, -1]],
  ['empty elements', ',, ,jetty;dur=1,,', [1_000, -1, -1]],
  ['a quote that never ends', 'jetty;dur=1, cass;desc="x;dur=2, es;dur=3', [1_000, -1, -1]],
  ['metric names that only begin alike', 'jettyx;dur=1, applet;dur=2, cassandras;dur=3', [-1, -1, -1]],
])('reads %s', (_, header, expected) => {
  expect(parsed(header)).toEqual(expected)
})

test('leaves nothing of the answer before in the reused object', () => {
  const into = noServerTimes()
  parseServerTiming('jetty;dur=1,cass;dur=2,es;dur=3', into)
  expect(parseServerTiming('cass;dur=4', into)).toEqual({ ...noServerTimes(), cassandraUs: 4_000 })
})

test.each<[string, string, readonly number[]]>([
  ['quoted, as it must be', 'cass;dur=3.25;desc="n=7", es;desc="n=1";dur=1', [7, 1]],
  ['cut short', 'cassandra;desc=n, es;desc', [-1, -1]],
  ['none', 'cass;dur=1, es;dur=2;desc="query"', [-1, -1]],
  ['zero', 'cass;dur=0;desc="n=0"', [0, -1]],
  ['of a repeated metric, which add up', 'cass;dur=1;desc="n=2", cassandra;dur=1;desc="n=3"', [5, -1]],
  ['of another metric', 'jetty;dur=1;desc="n=9", cache;desc="n=4"', [-1, -1]],
  ['with something behind', 'cass;dur=1;desc="n=7 reads", es;desc="n=-1"', [-1, -1]],
  ['without digits or without an end', 'cass;desc="n=", es;desc="n=12', [-1, -1]],
  ['more than a sample holds', 'cass;dur=1;desc="n=99999999999999999999"', [65_534, -1]],
])('counts operations that are %s', (_, header, expected) => {
  const { cassandraOperations, elasticsearchOperations } = parseServerTiming(header, noServerTimes())
  expect([cassandraOperations, elasticsearchOperations]).toEqual(expected)
})

test('reads back any durations, whatever metrics and parameters stand around them', () => {
  const noise = fc.constantFrom('cache;desc="a, b"', 'x;dur=1;dur=2', '', ' ', 'db;y;z="\\""', '=;=,;"')
  const us = fc.integer({ min: 0, max: 100_000_000 })
  fc.assert(
    fc.property(fc.array(noise), us, us, fc.array(noise), (before, jetty, cassandra, after) => {
      const spoken = [`jetty;desc=x;dur=${jetty / 1000}`, `cassandra;dur="${cassandra / 1000}"`]
      // An element of noise may hold an open quote, which swallows the rest; it goes last.
      const closed = [...before, ...after].filter((text) => !text.endsWith(';"'))
      expect(parsed([...closed, ...spoken, '=;=,;"'].join(', '))).toEqual([jetty, cassandra, -1])
    }),
  )
})

test('never throws and answers whole microseconds in range, whatever the bytes', () => {
  const piece = fc.constantFrom(
    'jetty',
    'app',
    'cass',
    'es',
    ';',
    ',',
    '=',
    '"',
    '\\',
    ' ',
    'dur',
    'desc',
    '1',
    '.',
    'e',
    '-',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (header) => {
      for (const us of parsed(header)) {
        expect(Number.isInteger(us) && us >= -1 && us <= 2_147_483_647).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})

// Quadratic behaviour would take minutes here and end in the suite's time limit.
test.each(['"', ';', ',', 'jetty;dur=1,', ' ', '\\', 'a', 'jetty;dur=1;', ';dur="', '9'])(
  'reads a megabyte of %j in one pass',
  (piece) => {
    expect(parsed(piece.repeat(Math.ceil(1_000_000 / piece.length)))).toHaveLength(3)
  },
)

const named = (header: string, names: MetricNames): readonly number[] => {
  const { jettyUs, cassandraUs, elasticsearchUs } = parseServerTiming(header, noServerTimes(), metricTable(names))
  return [jettyUs, cassandraUs, elasticsearchUs]
}

test.each<[string, MetricNames, string, readonly number[]]>([
  ['a name of their own', { cassandra: ['db'] }, 'db;dur=1, app;dur=2', [2_000, 1_000, -1]],
  ['several names, which add up', { cassandra: ['db', 'cache'] }, 'db;dur=1, cache;dur=2', [-1, 3_000, -1]],
  ['a name instead of ours', { cassandra: ['db'] }, 'cass;dur=1, cassandra;dur=2', [-1, -1, -1]],
  ['no name, so that nothing is read', { elasticsearch: [] }, 'es;dur=1, search;dur=1, cass;dur=1', [-1, 1_000, -1]],
  ['a name that we would read as another tier’s', { jetty: ['search'] }, 'search;dur=1, es;dur=2', [1_000, -1, 2_000]],
  ['a name of two tiers, of which the first counts', { cassandra: ['x'], jetty: ['x'] }, 'x;dur=1', [1_000, -1, -1]],
  ['an empty name, which is none', { jetty: [''] }, ';dur=1, jetty;dur=1', [-1, -1, -1]],
  ['a name in other letters', { jetty: ['Total'] }, 'total;dur=1, Total;dur=2', [2_000, -1, -1]],
  ['names that only begin alike', { jetty: ['db'] }, 'dbx;dur=1, d;dur=2', [-1, -1, -1]],
  ['a name of a prototype', { jetty: ['constructor'] }, 'constructor;dur=1, __proto__;dur=2', [1_000, -1, -1]],
])('metrics may have %s', (_, names, header, expected) => {
  expect(named(header, names)).toEqual(expected)
})

test('a table of our own names reads as no table does, which there is where nobody gives one', () => {
  expect(metricTable({})).toBeUndefined()
  const metric = fc.constantFrom(...Object.values(USUAL_METRICS).flat(), 'nginx', 'ap', 'apps', 'constructor', '')
  const header = fc.array(fc.tuple(metric, fc.nat()).map(([name, ms]) => `${name};dur=${ms}`))
  fc.assert(
    fc.property(header, (metrics) => {
      expect(named(metrics.join(', '), USUAL_METRICS)).toEqual(parsed(metrics.join(', ')))
    }),
  )
})
