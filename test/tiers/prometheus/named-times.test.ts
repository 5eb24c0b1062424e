import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSelector } from '../../../src/profile/selector.js'
import { parseExposition } from '../../../src/tiers/prometheus/exposition.js'
import { type NamedTimes, operationOf, partsOf } from '../../../src/tiers/prometheus/named-times.js'
import type { ExpositionFormat, Sample } from '../../../src/tiers/prometheus/sample-line.js'
import { fixtureText } from '../fixture.js'

const fixture = (name: string): string => fixtureText(`prometheus/${name}`)

const read = (text: string, selector: string, unit: NamedTimes['unit'] = 's', format: ExpositionFormat = 'text') =>
  operationOf({ operation: 'op', selector: parseSelector(selector), unit }, parseExposition(text, format).samples)

// Each word is a bound and a count: `0.1:5`.
const buckets = (words: string, labels = ''): string =>
  words.replace(/(\S+):(\S+) ?/g, (_, le: string, count: string) => `t_bucket{${labels}le="${le}"} ${count}\n`)

test('a histogram becomes counts of one bucket each, in microseconds', () => {
  expect(read(fixture('exposition-formats.txt'), 'http_request_duration_seconds')).toEqual({
    name: 'op',
    count: 144_320,
    totalUs: 53_423_000_000,
    buckets: {
      upToUs: [50_000, 100_000, 200_000, 500_000, 1_000_000, Number.POSITIVE_INFINITY],
      counts: [24_054, 9_390, 66_948, 28_997, 4_599, 10_332],
    },
  })
})

test('a summary has counts and times, and percentiles of its own kind', () => {
  expect(read(fixture('exposition-formats.txt'), 'rpc_duration_seconds')).toEqual({
    name: 'op',
    count: 2_693,
    totalUs: 17_560_473_000_000,
    decayed: { p50Us: 4_773_000_000, p99Us: 76_656_000_000 },
  })
})

test('series that are meant add up, and others stay out', () => {
  const text = fixture('openmetrics-spec.txt')
  const of = (labels: string) => read(text, `acme_http_router_request_seconds${labels}`, 's', 'openmetrics')
  expect(of('')).toEqual({ name: 'op', count: 807_317, totalUs: 9_515_620_000 })
  expect(of('{method="GET"}')).toEqual({ name: 'op', count: 807_283, totalUs: 9_036_320_000 })
  expect(of('{method="PUT"}')).toBeUndefined()
})

test('exemplars and times of creation change nothing', () => {
  expect(read(fixture('openmetrics-exemplars.txt'), 'foo', 's', 'openmetrics')).toMatchObject({
    count: 17,
    buckets: { upToUs: [10_000, 100_000, 1_000_000, 10_000_000, Number.POSITIVE_INFINITY], counts: [0, 8, 3, 6, 0] },
  })
})

test('buckets of several series add up bucket by bucket', () => {
  const text = buckets('0.1:1 +Inf:3', 'a="x",') + buckets('+Inf:9 0.1:5', 'a="y",')
  expect(read(text, 't')?.buckets).toEqual({ upToUs: [100_000, Number.POSITIVE_INFINITY], counts: [6, 6] })
})

test('a metric may be in milliseconds or microseconds', () => {
  const text = `${buckets('2.5:1 +Inf:1')}t_sum 2\nt_count 1\n`
  expect(read(text, 't', 'ms')).toMatchObject({
    totalUs: 2_000,
    buckets: { upToUs: [2_500, Number.POSITIVE_INFINITY] },
  })
  expect(read(text, 't', 'us')).toMatchObject({ totalUs: 2, buckets: { upToUs: [3, Number.POSITIVE_INFINITY] } })
})

test('bounds that are the same in whole microseconds are one', () => {
  const text = buckets('1e-7:1 2e-7:3 +Inf:4')
  expect(read(text, 't')?.buckets).toEqual({ upToUs: [0, Number.POSITIVE_INFINITY], counts: [3, 1] })
})

test('the count is that of the buckets, even when it went on meanwhile', () => {
  expect(read(`${buckets('1:4 +Inf:5')}t_count 6\n`, 't')?.count).toBe(5)
})

test.each([
  ['NaN', 'NaN'],
  ['negative', '-1'],
  ['infinite', '+Inf'],
  ['beyond whole numbers', '1e300'],
])('a sum that is %s is left out', (_, sum) => {
  expect(read(`t_sum ${sum}\nt_count 6\n`, 't')).toEqual({ name: 'op', count: 6 })
})

test('a sum that not all series tell is left out', () => {
  expect(read('t_sum{a="1"} 2\nt_count{a="1"} 1\nt_count{a="2"} 1\n', 't')).toEqual({ name: 'op', count: 2 })
})

test('percentiles of several series do not add up, and those of an idle one are none', () => {
  const text = 't{a="1",quantile="0.5"} 1\nt{a="2",quantile="0.5"} 2\nt_count{a="1"} 1\nt_count{a="2"} 1\n'
  expect(read(text, 't')).not.toHaveProperty('decayed')
  expect(read(text, 't{a="2"}')).toMatchObject({ decayed: { p50Us: 2_000_000 } })
  expect(read('t{quantile="0.99"} NaN\nt_count 0\n', 't')).toEqual({ name: 'op', count: 0 })
})

test.each([
  ['no bucket up to +Inf', buckets('1:1'), 't has no bucket up to +Inf'],
  ['a bucket without a bound', 't_bucket 1\n', 't has a bucket without a bound that a time can have'],
  ['a negative bound', buckets('-1:0 +Inf:1'), 't has a bucket without a bound that a time can have'],
  ['counts that fall', buckets('1:2 +Inf:1'), 't has a bucket that counts less than a smaller one'],
  ['half an operation', 't_count 0.5\n', 't has a count that is no whole number'],
  ['a negative count', 't_count -1\n', 't has a count that is no whole number'],
  ['no number', 't_count NaN\n', 't has a count that is no whole number'],
  [
    'different buckets',
    buckets('1:0 +Inf:1', 'a="x",') + buckets('2:0 +Inf:1', 'a="y",'),
    't has series with different buckets, which do not add up; name one of them by its labels',
  ],
])('refuses %s', (_, text, sentence) => {
  expect(() => read(text, 't')).toThrow(new Error(sentence))
})

test('nothing is made of metrics with other names', () => {
  expect(read('tt_count 1\nt_counts 1\nt_total 1\nt 1\n', 't')).toBeUndefined()
})

test('whatever the samples, counts are whole and times are times', () => {
  const sample: fc.Arbitrary<Sample> = fc.record({
    name: fc.constantFrom(...partsOf('t')),
    labels: fc
      .dictionary(fc.constantFrom('le', 'quantile', 'a'), fc.constantFrom('0.5', '0.99', '1', '-1', '+Inf', 'NaN', 'x'))
      .map((labels) => new Map(Object.entries(labels))),
    value: fc.oneof(fc.nat(9), fc.double()),
  })
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 8 }), (samples) => {
      try {
        const operation = operationOf({ operation: 'op', selector: parseSelector('t'), unit: 's' }, samples)
        const counts = operation ? [operation.count, operation.totalUs ?? 0, ...(operation.buckets?.counts ?? [])] : []
        for (const count of counts) expect(Number.isSafeInteger(count) && count >= 0).toBe(true)
        for (const us of Object.values(operation?.decayed ?? {})) expect(us).toBeGreaterThanOrEqual(0)
        if (operation?.buckets) expect(operation.buckets.counts.reduce((a, b) => a + b, 0)).toBe(operation.count)
      } catch (error) {
        expect((error as Error).message).toMatch(/^t has /)
      }
    }),
    { numRuns: 2_000 },
  )
})
