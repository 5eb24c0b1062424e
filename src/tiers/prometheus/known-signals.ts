import type { SignalName } from '../../metrics/node-span.js'
import { foreignText } from '../foreign-text.js'
import type { SignalReading } from '../node-reader.js'
import type { Sample } from './sample-line.js'

/**
 * Signals of the metrics whose names are the same everywhere: node_exporter's, those of the Java client library (older and newer, as
 * jmx_exporter and a servlet expose them), and the process metrics of all client libraries.
 */
export const signalsOf = (samples: readonly Sample[]): readonly SignalReading[] => {
  const host = hostCpu(samples)
  return [
    // An exporter of the host's figures also tells of its own process, which nobody asked for.
    ...(host.length > 0 ? host : processCpu(samples)),
    ...heap(samples),
    ...collections(samples),
    ...summed(samples, 'jvm_threads_current', 'threads', COUNT),
  ]
}

/** When the process started, by its own clock; undefined where the exporter speaks for a host, whose counters outlive it. */
export const startOf = (samples: readonly Sample[]): number | undefined => {
  const startedS = samples.find(({ name }) => name === 'process_start_time_seconds')?.value
  if (startedS === undefined || samples.some(({ name }) => name === HOST_CPU)) return undefined
  return startedS > 0 && startedS < LATEST_S ? Math.round(startedS * 1_000) : undefined
}

const HOST_CPU = 'node_cpu_seconds_total'
/** 2100. */
const LATEST_S = 4_102_444_800
const COUNT = 1
const SECONDS = 1_000_000
/** Cores that a process may use, as the JVM's bean (in jmx_exporter's own spelling, and in lower case) and Go's runtime name them. */
const CORES = ['java_lang_OperatingSystem_AvailableProcessors', 'java_lang_operatingsystem_availableprocessors']
const GO_CORES = 'go_sched_gomaxprocs_threads'
/** Heap by the older names, and by the newer ones, whose pools add up. */
const HEAP_USED = ['jvm_memory_bytes_used', 'jvm_memory_used_bytes']
const HEAP_MAX = ['jvm_memory_bytes_max', 'jvm_memory_max_bytes']
const COLLECTIONS = 'jvm_gc_collection_seconds'
const LONGEST_NAME = 60
const MOST_COLLECTORS = 10

/** Every metric that a signal or a start is read from. */
export const KNOWN_METRICS: ReadonlySet<string> = new Set([
  ...[HOST_CPU, 'process_cpu_seconds_total', 'process_start_time_seconds', 'jvm_threads_current', GO_CORES],
  ...[...CORES, ...HEAP_USED, ...HEAP_MAX, `${COLLECTIONS}_sum`, `${COLLECTIONS}_count`],
])

const hostCpu = (samples: readonly Sample[]): readonly SignalReading[] => {
  const times = samples.filter(({ name }) => name === HOST_CPU)
  // Time that a hypervisor took (steal) is not idle either: nobody else on the host could have had it.
  const busy = times.filter(({ labels }) => !['idle', 'iowait'].includes(labels.get('mode') ?? ''))
  const cores = new Set(times.map(({ labels }) => labels.get('cpu'))).size
  return [...signal('cpu-time', busy, SECONDS), ...(cores > 0 ? [{ name: 'cores' as const, value: cores }] : [])]
}

const processCpu = (samples: readonly Sample[]): readonly SignalReading[] => [
  ...summed(samples, 'process_cpu_seconds_total', 'cpu-time', SECONDS),
  ...[...CORES, GO_CORES].flatMap((name) => summed(samples, name, 'cores', COUNT)).slice(0, 1),
]

const heap = (samples: readonly Sample[]): readonly SignalReading[] => {
  const ofHeap = samples.filter(({ labels }) => labels.get('area') === 'heap')
  return [
    ...signal('heap-used', ofFirst(HEAP_USED, ofHeap), COUNT),
    // A JVM says -1 for a pool without a bound of its own.
    ...signal(
      'heap-max',
      ofFirst(HEAP_MAX, ofHeap).filter(({ value }) => value !== -1),
      COUNT,
    ),
  ]
}

/** The samples of the first of the names that has any: an exporter may tell the same under two. */
const ofFirst = (names: readonly string[], samples: readonly Sample[]): readonly Sample[] =>
  names.map((name) => samples.filter((sample) => sample.name === name)).find((found) => found.length > 0) ?? []

const collections = (samples: readonly Sample[]): readonly SignalReading[] => {
  const names = new Set(samples.filter(({ name }) => name.startsWith(COLLECTIONS)).map(collectorOf))
  return [...names].slice(0, MOST_COLLECTORS).flatMap((collector) => {
    const its = samples.filter((sample) => collectorOf(sample) === collector)
    return [
      ...summed(its, `${COLLECTIONS}_sum`, 'gc-time', SECONDS, collector),
      ...summed(its, `${COLLECTIONS}_count`, 'gc-runs', COUNT, collector),
    ]
  })
}

const collectorOf = ({ labels }: Sample): string => foreignText(labels.get('gc') ?? '', LONGEST_NAME)

const summed = (
  samples: readonly Sample[],
  metric: string,
  name: SignalName,
  unit: number,
  of?: string,
): readonly SignalReading[] =>
  signal(
    name,
    samples.filter((sample) => sample.name === metric),
    unit,
    of,
  )

/** Their sum; nothing when there are none, or when one of them is no amount. */
const signal = (name: SignalName, samples: readonly Sample[], unit: number, of = ''): readonly SignalReading[] => {
  const value = Math.round(samples.reduce((sum, sample) => sum + sample.value, 0) * unit)
  const isAmount = samples.length > 0 && samples.every((sample) => sample.value >= 0) && Number.isSafeInteger(value)
  return isAmount ? [{ name, value, ...(of !== '' && { of }) }] : []
}
