import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDropwizard } from '../../../src/tiers/metrics-servlet/dropwizard.js'
import { parseYammer } from '../../../src/tiers/metrics-servlet/yammer.js'
import type { SignalReading } from '../../../src/tiers/node-reader.js'
import { fixtureJson } from '../fixture.js'
import { mutationsOf } from '../mutations.js'
import { expectSound } from '../sound-readings.js'

const YAMMER = fixtureJson('metrics-servlet/yammer-2.2.json')
const DROPWIZARD = fixtureJson('metrics-servlet/dropwizard-4.2.json')

test("reads Yammer's timers by class and metric, in the unit that each names, and no percentiles of an unused one", () => {
  expect(parseYammer(YAMMER)?.timers).toEqual([
    {
      name: 'com.yammer.metrics.web.WebappMetricsFilter.requests',
      count: 58_231,
      decayed: { p50Us: 4_100, p95Us: 44_250, p99Us: 120_750, maxUs: 394_400 },
    },
    {
      name: 'me.prettyprint.cassandra.connection.MetricsOpTimer.READ',
      count: 120_344,
      decayed: { p50Us: 812, p95Us: 4_401, p99Us: 9_000, maxUs: 51_000 },
    },
    { name: 'me.prettyprint.cassandra.connection.MetricsOpTimer.WRITE', count: 0 },
    {
      name: 'net.sf.ehcache.Cache.status-cache.gets',
      count: 90_622,
      decayed: { p50Us: 4, p95Us: 44, p99Us: 121, maxUs: 394 },
    },
  ])
})

test("reads Yammer's JVM, its clock and its uptime in seconds", () => {
  const metrics = parseYammer(YAMMER)
  expect(metrics).toMatchObject({
    version: 'Yammer Metrics 2, Java 1.6.0_45-b06',
    clockMs: 1_395_405_600_123,
    up: { clockMs: 1_395_405_600_123, uptimeMs: 7_201_000 },
  })
  expect(metrics?.signals).toEqual([
    { name: 'heap-used', value: 234_567_168 },
    { name: 'heap-max', value: 1_073_741_824 },
    { name: 'gc-time', of: 'ConcurrentMarkSweep', value: 412_000 },
    { name: 'gc-runs', of: 'ConcurrentMarkSweep', value: 3 },
    { name: 'gc-time', of: 'ParNew', value: 1_890_000 },
    { name: 'gc-runs', of: 'ParNew', value: 211 },
    { name: 'threads', value: 118 },
    { name: 'requests-active', value: 17 },
  ])
})

test("reads Dropwizard's timers, often in seconds", () => {
  expect(parseDropwizard(DROPWIZARD)).toMatchObject({ version: 'Dropwizard Metrics, format 4.0.0' })
  expect(parseDropwizard(DROPWIZARD)?.timers).toEqual([
    { name: 'app.cassandra', count: 909, decayed: { p50Us: 2_200, p95Us: 9_400, p99Us: 20_800, maxUs: 137_000 } },
    { name: 'app.elasticsearch', count: 303, decayed: { p50Us: 3_250, p95Us: 11_000, p99Us: 38_000, maxUs: 40_500 } },
    { name: 'app.request', count: 303, decayed: { p50Us: 9_200, p95Us: 31_000, p99Us: 61_200, maxUs: 203_000 } },
    { name: 'app.unused', count: 0 },
  ])
})

const JVM_SIGNALS = [
  { name: 'gc-runs', of: 'PS-MarkSweep', value: 2 },
  { name: 'gc-time', of: 'PS-MarkSweep', value: 95_000 },
  { name: 'gc-runs', of: 'PS-Scavenge', value: 41 },
  { name: 'gc-time', of: 'PS-Scavenge', value: 233_000 },
  { name: 'heap-max', value: 268_435_456 },
  { name: 'heap-used', value: 110_100_480 },
  { name: 'threads', value: 38 },
]

test.each([
  ['jvm.', 'jvm.'],
  ['the prefix of a service', 'service-1.jvm.'],
])("reads Dropwizard's JVM sets below %s", (_, prefix) => {
  const text = JSON.stringify(DROPWIZARD).replaceAll('"jvm.', `"${prefix}`)
  expect(parseDropwizard(JSON.parse(text))?.signals).toEqual(JVM_SIGNALS)
})

test("takes no gauge of the application's own for the JVM's", () => {
  const gauges = {
    'workers.threads.count': { value: 5 },
    'cache.gc.a.count': { value: 6 },
    'off-heap.used': { value: 7 },
  }
  expect(parseDropwizard({ version: '3.1.3', gauges, timers: {} })?.signals).toEqual([])
})

test('reads what the libraries write of durations from 1 to 100 ms', () => {
  const yammer = parseYammer(fixtureJson('metrics-servlet/yammer-2.2-recorded.json'))
  const dropwizard = parseDropwizard(fixtureJson('metrics-servlet/dropwizard-4.2-recorded.json'))
  expect(yammer?.timers.find(({ name }) => name.endsWith('.requests'))).toMatchObject({
    count: 100,
    decayed: { p50Us: 50_500, p95Us: 95_950, p99Us: 99_990, maxUs: 100_000 },
  })
  expect(dropwizard?.timers.find(({ name }) => name === 'app.request')).toEqual({
    name: 'app.request',
    count: 100,
    decayed: { p50Us: 50_000, p95Us: 95_000, p99Us: 99_000, maxUs: 100_000 },
  })
  const namesOf = (signals: readonly SignalReading[] = []) => [...new Set(signals.map(({ name }) => name))].sort()
  const ofJvm = ['gc-runs', 'gc-time', 'heap-max', 'heap-used', 'threads']
  expect([namesOf(yammer?.signals), namesOf(dropwizard?.signals)]).toEqual([ofJvm, ofJvm])
})

test.each([
  ['an unknown unit', { duration_units: 'fortnights' }],
  ['no unit', {}],
])('tells counts only of timers of %s', (_, unit) => {
  const timers = { a: { count: 3, p50: 1, p95: 2, p99: 3, max: 4, ...unit } }
  expect(parseDropwizard({ version: '4.0.0', gauges: {}, timers })?.timers).toEqual([{ name: 'a', count: 3 }])
})

test('leaves out percentiles that are no numbers', () => {
  const timers = { a: { count: 3, p50: 'NaN', p95: 2, p99: -1, max: 1e300, duration_units: 'seconds' } }
  const [timer] = parseDropwizard({ version: '4.0.0', gauges: {}, timers })?.timers ?? []
  expect(timer?.decayed).toEqual({ p95Us: 2_000_000 })
})

test('takes neither for the other', () => {
  expect(parseYammer(DROPWIZARD)).toBeUndefined()
  expect(parseDropwizard(YAMMER)).toBeUndefined()
})

test.each([
  ['Yammer', parseYammer, YAMMER],
  ['Dropwizard', parseDropwizard, DROPWIZARD],
] as const)('reads a broken answer of %s soundly', (_, parse, answer) => {
  const sound = (changed: unknown): void => {
    const metrics = parse(changed)
    if (metrics) expectSound({ operations: metrics.timers, signals: metrics.signals })
  }
  fc.assert(fc.property(mutationsOf(answer), sound))
  fc.assert(fc.property(fc.jsonValue(), sound))
})
