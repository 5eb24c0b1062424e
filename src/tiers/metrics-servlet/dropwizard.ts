import type { SignalName } from '../../metrics/node-span.js'
import { countAt, entriesAt, textAt, valueAt } from '../foreign-json.js'
import type { OperationReading, SignalReading } from '../node-reader.js'
import { msAsUs, signalReading } from '../signal-reading.js'
import { decayedTimes, type TimeKeys } from './decayed-times.js'
import type { ServletMetrics } from './servlet-metrics.js'

/**
 * Reads the JSON of Dropwizard Metrics 3 and 4: the version of its format, and metrics by kind. Undefined when it is something
 * else.
 */
export const parseDropwizard = (answer: unknown): ServletMetrics | undefined => {
  const format = textAt(answer, 'version')
  if (format === undefined || !KINDS.every((kind) => typeof valueAt(answer, kind) === 'object')) return undefined
  return {
    library: 'Dropwizard',
    version: `Dropwizard Metrics, format ${format}`,
    timers: entriesAt(answer, 'timers').flatMap(([name, timer]) => timerOf(name, timer)),
    signals: jvmSignals(answer),
  }
}

const KINDS = ['gauges', 'timers'] as const

const TIME_KEYS: TimeKeys = { p50Us: 'p50', p95Us: 'p95', p99Us: 'p99', maxUs: 'max' }

const timerOf = (name: string, timer: unknown): readonly OperationReading[] => {
  const count = countAt(timer, 'count')
  if (count === undefined) return []
  const decayed = count === 0 ? undefined : decayedTimes(timer, valueAt(timer, 'duration_units'), TIME_KEYS)
  return [{ name, count, ...(decayed && { decayed }) }]
}

/** A gauge of the library's own sets for the JVM, which an application registers under a prefix of its choice. */
interface JvmGauge {
  readonly pattern: RegExp
  readonly signal: SignalName
  readonly isMs?: true
}

const JVM_GAUGES: readonly JvmGauge[] = [
  { pattern: /(?:^|\.)(?:jvm|memory)\.heap\.used$/, signal: 'heap-used' },
  { pattern: /(?:^|\.)(?:jvm|memory)\.heap\.max$/, signal: 'heap-max' },
  { pattern: /(?:^|\.)jvm\.(?:threads?|thread-states)\.count$/, signal: 'threads' },
  { pattern: /(?:^|\.)jvm\.(?:gc|garbage|garbage-collectors?)\.([^.]+)\.time$/, signal: 'gc-time', isMs: true },
  { pattern: /(?:^|\.)jvm\.(?:gc|garbage|garbage-collectors?)\.([^.]+)\.count$/, signal: 'gc-runs' },
]

const MOST_SIGNALS = 20

/** One signal of each name and collector, by the first gauge that is called so. */
const jvmSignals = (answer: unknown): readonly SignalReading[] => {
  const found = new Map<string, SignalReading>()
  for (const [name, gauge] of entriesAt(answer, 'gauges'))
    for (const { pattern, signal, isMs } of JVM_GAUGES) {
      const match = pattern.exec(name)
      const key = `${signal} ${match?.[1] ?? ''}`
      if (!match || found.has(key) || found.size >= MOST_SIGNALS) continue
      const value = countAt(gauge, 'value')
      for (const reading of signalReading(signal, isMs ? msAsUs(value) : value, match[1])) found.set(key, reading)
    }
  return [...found.values()]
}
