import type { Lack, SourceFinding } from '../node-reader.js'
import type { ServletMetrics } from './servlet-metrics.js'
import { MOST_TIMERS } from './timer-choice.js'

/** How many timers there are, are asked for, and are told. */
export interface TimerCounts {
  readonly all: number
  readonly askedFor: number
  readonly told: number
}

/** What is said of metrics that were read. */
export const metricsFinding = (metrics: ServletMetrics, timers: TimerCounts): SourceFinding => ({
  version: metrics.version,
  gives: givesOf(metrics, timers),
  lacks: [...tooMany(timers), ...noneOf(timers), DECAYED, ...jvmLack(metrics)],
})

const givesOf = ({ signals, clockMs }: ServletMetrics, { all, told }: TimerCounts): readonly string[] => {
  const has = (name: string) => signals.some((signal) => signal.name === name)
  const rest = [
    has('heap-used') && 'heap',
    has('gc-runs') && 'garbage collections',
    has('threads') && 'threads',
    has('requests-active') && 'requests in hand',
    clockMs !== undefined && 'its clock',
  ].filter((part) => part !== false)
  return [
    ...(told > 0 ? [`counts of ${told} of ${all} timers, and percentiles as evidence`] : []),
    ...(rest.length > 0 ? [rest.join(', ')] : []),
  ]
}

const tooMany = ({ askedFor, told }: TimerCounts): readonly Lack[] =>
  askedFor > told
    ? [
        {
          what: `${askedFor - told} more timers, since ${MOST_TIMERS} are told at most`,
          remedy: 'include: [how the names of the timers you want begin]',
        },
      ]
    : []

const noneOf = ({ all, told }: TimerCounts): readonly Lack[] => {
  if (told > 0) return []
  return [{ what: all > 0 ? `timers whose names begin as \`include\` says; it has ${all} others` : 'timers' }]
}

const DECAYED: Lack = {
  what: 'times of the run: its percentiles are of a sample that forgets slowly, and its sums are not told',
}

const jvmLack = ({ library, signals }: ServletMetrics): readonly Lack[] => {
  if (signals.some(({ name }) => name === 'heap-used')) return []
  return [{ what: "the JVM's heap, threads and garbage collections", remedy: JVM_REMEDIES[library] }]
}

const JVM_REMEDIES = {
  Yammer: `<!-- web.xml, in the metrics servlet -->
<init-param><param-name>show-jvm-metrics</param-name><param-value>true</param-value></init-param>`,
  Dropwizard: `// metrics-jvm, where the registry is made
registry.register("jvm.memory", new MemoryUsageGaugeSet());
registry.register("jvm.gc", new GarbageCollectorMetricSet());
registry.register("jvm.threads", new ThreadStatesGaugeSet());`,
} as const
