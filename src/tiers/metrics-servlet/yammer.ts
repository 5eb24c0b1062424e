import { countAt, entriesAt, textAt, valueAt } from '../foreign-json.js'
import type { OperationReading, SignalReading } from '../node-reader.js'
import { msAsUs, signalReading } from '../signal-reading.js'
import type { UpSince } from '../steady-start.js'
import { decayedTimes, type TimeKeys } from './decayed-times.js'
import type { ServletMetrics } from './servlet-metrics.js'

/**
 * Reads the JSON of Yammer Metrics 2.x, which is what Tatami has: metrics by class, each saying its type, and `jvm`. Undefined
 * when it is something else.
 */
export const parseYammer = (answer: unknown): ServletMetrics | undefined => {
  const metrics = metricsOf(answer)
  const jvm = valueAt(answer, 'jvm')
  const isJvm = valueAt(jvm, 'memory') !== undefined
  if (metrics.size === 0 && !isJvm) return undefined
  const clockMs = countAt(jvm, 'current_time')
  const up = upSince(jvm)
  const virtualMachine = textAt(jvm, 'vm', 'version')
  return {
    library: 'Yammer',
    version: `Yammer Metrics 2${virtualMachine === undefined ? '' : `, Java ${virtualMachine}`}`,
    timers: [...metrics].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, metric]) => timerOf(name, metric)),
    signals: [...jvmSignals(jvm), ...activeRequests(answer)],
    ...(clockMs !== undefined && { clockMs }),
    ...(up && { up }),
  }
}

/** The metrics of all classes, named as the library's other reporters do: class, dot, metric. */
const metricsOf = (answer: unknown): ReadonlyMap<string, unknown> =>
  new Map(
    entriesAt(answer)
      .filter(([group]) => group !== 'jvm')
      .flatMap(([group, metrics]) =>
        entriesAt(metrics)
          .filter(([, metric]) => typeof valueAt(metric, 'type') === 'string')
          .map(([name, metric]) => [`${group}.${name}`, metric] as const),
      ),
  )

const TIME_KEYS: TimeKeys = { p50Us: 'median', p95Us: 'p95', p99Us: 'p99', maxUs: 'max' }

const timerOf = (name: string, metric: unknown): readonly OperationReading[] => {
  const count = countAt(metric, 'rate', 'count')
  if (valueAt(metric, 'type') !== 'timer' || count === undefined) return []
  const durations = valueAt(metric, 'duration')
  const decayed = count === 0 ? undefined : decayedTimes(durations, valueAt(durations, 'unit'), TIME_KEYS)
  return [{ name, count, ...(decayed && { decayed }) }]
}

const MOST_COLLECTORS = 8

const jvmSignals = (jvm: unknown): readonly SignalReading[] => [
  ...signalReading('heap-used', countAt(jvm, 'memory', 'heapUsed')),
  ...signalReading('heap-max', countAt(jvm, 'memory', 'heapMax') || undefined),
  ...entriesAt(jvm, 'garbage-collectors')
    .slice(0, MOST_COLLECTORS)
    .flatMap(([name, collector]) => [
      ...signalReading('gc-time', msAsUs(countAt(collector, 'time')), name),
      ...signalReading('gc-runs', countAt(collector, 'runs'), name),
    ]),
  ...signalReading('threads', countAt(jvm, 'thread_count')),
]

/** Requests in hand, by the filter that Tatami has in front of all its servlets. */
const activeRequests = (answer: unknown): readonly SignalReading[] =>
  signalReading(
    'requests-active',
    countAt(answer, 'com.yammer.metrics.web.WebappMetricsFilter', 'activeRequests', 'count'),
  )

const upSince = (jvm: unknown): UpSince | undefined => {
  const clockMs = countAt(jvm, 'current_time')
  // In seconds, unlike the clock.
  const uptimeSec = countAt(jvm, 'uptime')
  return clockMs === undefined || uptimeSec === undefined ? undefined : { clockMs, uptimeMs: uptimeSec * 1_000 }
}
