import { foreignText } from '../foreign-text.js'
import type { Lack, NodeReading, SourceFinding } from '../node-reader.js'
import { type Exposition, parseExposition, samplesIn } from './exposition.js'
import type { NamedTimes } from './named-times.js'
import type { ExpositionFormat, Sample } from './sample-line.js'

/** What there is to say of an exporter's answer and of what was read from it. */
export interface Answered {
  readonly text: string
  readonly format: ExpositionFormat
  readonly reading: NodeReading
  readonly times: readonly NamedTimes[]
}

/** Which exporter it is, what it gives, and what is missing of what was asked for. */
export const findingOf = ({ text, format, reading, times }: Answered): SourceFinding => {
  const { exposition, fault } = parsed(text, format)
  const count = exposition?.samples.length ?? 0
  const missing = times.filter(({ operation }) => !reading.operations.some(({ name }) => name === operation))
  return {
    version: versionOf(buildInfo(text, format)),
    gives: [...reading.operations.map(operationText), ...signalTexts(reading)],
    lacks: [
      ...missing.map((one) => missingLack(one, exposition)),
      ...(hasCpu(reading) ? [] : [NO_CPU]),
      ...(count > MANY_SAMPLES ? [manyLack(count)] : []),
      ...(fault === undefined ? [] : [{ what: `an answer that is wholly as its format has it (${fault})` }]),
    ],
  }
}

/** So many are read again each second. */
const MANY_SAMPLES = 5_000
const LONGEST_NAME = 100
const MOST_NAMED = 8
const BUILD_INFO = '_build_info'

// A fault in a line that nobody wants is told, and hinders nobody.
const parsed = (
  text: string,
  format: ExpositionFormat,
): { readonly exposition?: Exposition; readonly fault?: string } => {
  try {
    return { exposition: parseExposition(text, format) }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

const buildInfo = (text: string, format: ExpositionFormat): readonly Sample[] => {
  try {
    return samplesIn(text, format, (name) => name.endsWith(BUILD_INFO))
  } catch {
    return []
  }
}

const versionOf = (samples: readonly Sample[]): string => {
  const info = samples.find(({ labels }) => labels.has('version'))
  if (!info) return 'an exporter without a name'
  const name = info.labels.get('name') ?? info.name.slice(0, -BUILD_INFO.length)
  return foreignText(`${name} ${info.labels.get('version') ?? ''}`, LONGEST_NAME)
}

const operationText = ({ name, totalUs, buckets, decayed }: NodeReading['operations'][number]): string => {
  const parts = [
    'counts',
    ...(totalUs === undefined ? [] : ['summed times']),
    ...(buckets ? [`a histogram of ${buckets.upToUs.length} buckets`] : []),
    ...(decayed ? ['percentiles of a decaying sample'] : []),
  ]
  return `${name}: ${parts.join(', ')}`
}

const signalTexts = ({ signals }: NodeReading): readonly string[] => {
  const has = (name: string): boolean => signals.some((signal) => signal.name === name)
  const cores = signals.find(({ name }) => name === 'cores')?.value
  return [
    ...(has('cpu-time') ? [`CPU time${cores === undefined ? '' : ` of ${cores} cores`}`] : []),
    ...(has('heap-used') ? ['heap'] : []),
    ...(has('gc-time') ? ['garbage collections'] : []),
    ...(has('threads') ? ['threads'] : []),
  ]
}

const hasCpu = ({ signals }: NodeReading): boolean => signals.some(({ name }) => name === 'cpu-time')

const NO_CPU: Lack = {
  what: 'CPU time (no node_cpu_seconds_total, no process_cpu_seconds_total)',
  remedy: [
    '# on the host, all its processes:',
    'prometheus-node-exporter --web.listen-address=:9100',
    '# or in the JVM, itself alone:',
    '-javaagent:jmx_prometheus_javaagent.jar=9404:config.yaml',
  ].join('\n'),
}

const missingLack = ({ operation, selector }: NamedTimes, exposition: Exposition | undefined): Lack => ({
  what: `${operation} (no series of ${selector.metric} is as named${exposition ? `; ${othersText(exposition)}` : ''})`,
})

const othersText = ({ types }: Exposition): string => {
  const known = [...types].filter(([, type]) => type === 'histogram' || type === 'summary').map(([name]) => name)
  const named = known.slice(0, MOST_NAMED).map((name) => foreignText(name, LONGEST_NAME))
  const more = known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : ''
  return named.length === 0 ? 'there is no histogram and no summary' : `there are ${named.join(', ')}${more}`
}

const manyLack = (count: number): Lack => ({
  what: `a short answer (${count} samples, which are asked for again each second)`,
  remedy:
    '# behind the address, where the exporter can choose:\n?collect[]=cpu    (node_exporter)\n?name[]=METRIC    (jmx_exporter)',
})
