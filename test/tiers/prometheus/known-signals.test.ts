import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExposition } from '../../../src/tiers/prometheus/exposition.js'
import { KNOWN_METRICS, signalsOf, startOf } from '../../../src/tiers/prometheus/known-signals.js'

const read = (text: string) => signalsOf(parseExposition(text, 'text').samples)

const HOST = `node_cpu_seconds_total{cpu="0",mode="idle"} 1000
node_cpu_seconds_total{cpu="0",mode="iowait"} 100
node_cpu_seconds_total{cpu="0",mode="user"} 10.5
node_cpu_seconds_total{cpu="0",mode="steal"} 1
node_cpu_seconds_total{cpu="1",mode="idle"} 1000
node_cpu_seconds_total{cpu="1",mode="system"} 5
node_cpu_seconds_total{cpu="1",mode="softirq"} 0.25
process_cpu_seconds_total 77
process_start_time_seconds 1.7e+09
`

test('a host is busy in all modes but two, on as many cores as are named', () => {
  expect(read(HOST)).toEqual([
    { name: 'cpu-time', value: 16_750_000 },
    { name: 'cores', value: 2 },
  ])
})

test('a host has no start: its counters outlive the exporter', () => {
  const { samples } = parseExposition(HOST, 'text')
  expect(startOf(samples)).toBeUndefined()
  expect(startOf(samples.filter(({ name }) => name.startsWith('process')))).toBe(1_700_000_000_000)
})

test.each(['NaN', '0', '-5', '1e18'])('a process that started at %s has no start', (at) => {
  expect(startOf(parseExposition(`process_start_time_seconds ${at}\n`, 'text').samples)).toBeUndefined()
})

test.each([
  ['the older names', 'jvm_memory_bytes_used', 'jvm_memory_bytes_max'],
  ['the newer names', 'jvm_memory_used_bytes', 'jvm_memory_max_bytes'],
])('reads a JVM by %s', (_, used, max) => {
  const text = `process_cpu_seconds_total 12.5
java_lang_OperatingSystem_AvailableProcessors 4.0
${used}{area="heap",} 3.0E8
${used}{area="nonheap",} 1.0E8
${max}{area="heap",} 5.36870912E8
${max}{area="nonheap",} -1.0
jvm_gc_collection_seconds_count{gc="G1 Young Generation",} 12.0
jvm_gc_collection_seconds_sum{gc="G1 Young Generation",} 0.125
jvm_gc_collection_seconds_count{gc="G1 Old Generation",} 0.0
jvm_gc_collection_seconds_sum{gc="G1 Old Generation",} 0.0
jvm_threads_current 33.0
`
  expect(read(text)).toEqual([
    { name: 'cpu-time', value: 12_500_000 },
    { name: 'cores', value: 4 },
    { name: 'heap-used', value: 300_000_000 },
    { name: 'heap-max', value: 536_870_912 },
    { name: 'gc-time', of: 'G1 Young Generation', value: 125_000 },
    { name: 'gc-runs', of: 'G1 Young Generation', value: 12 },
    { name: 'gc-time', of: 'G1 Old Generation', value: 0 },
    { name: 'gc-runs', of: 'G1 Old Generation', value: 0 },
    { name: 'threads', value: 33 },
  ])
})

test('the heap of several pools adds up, without bounds that are none', () => {
  const text = `jvm_memory_used_bytes{area="heap",id="Eden"} 100
jvm_memory_used_bytes{area="heap",id="Old"} 300
jvm_memory_max_bytes{area="heap",id="Eden"} -1
jvm_memory_max_bytes{area="heap",id="Old"} 1000
jvm_memory_bytes_used{area="heap"} 7
`
  expect(read(text)).toEqual([
    { name: 'heap-used', value: 7 },
    { name: 'heap-max', value: 1_000 },
  ])
  expect(read(text.replace(/jvm_memory_bytes_used.*\n/, ''))[0]).toEqual({ name: 'heap-used', value: 400 })
})

test('Go says how many cores it uses', () => {
  expect(read('process_cpu_seconds_total 1\ngo_sched_gomaxprocs_threads 2\n')[1]).toEqual({ name: 'cores', value: 2 })
})

test('a collector has a name fit to print', () => {
  const [signal] = read(`jvm_gc_collection_seconds_sum{gc="\u001b[31m${'x'.repeat(100)}"} 1\n`)
  expect(signal?.of).toBe(`[31m${'x'.repeat(55)}…`)
})

test('whatever the samples, amounts are whole and not negative', () => {
  const sample = fc.record({
    name: fc.constantFrom(...KNOWN_METRICS),
    labels: fc
      .dictionary(fc.constantFrom('cpu', 'mode', 'area', 'gc'), fc.constantFrom('0', '1', 'idle', 'user', 'heap', ''))
      .map((labels) => new Map(Object.entries(labels))),
    value: fc.oneof(fc.double(), fc.integer()),
  })
  fc.assert(
    fc.property(fc.array(sample), (samples) => {
      for (const { value } of signalsOf(samples)) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
      expect(Number.isSafeInteger(startOf(samples) ?? 0)).toBe(true)
    }),
  )
})
