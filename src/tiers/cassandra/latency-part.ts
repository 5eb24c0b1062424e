import { policyLines } from '../jolokia/agent-lines.js'
import { attributesOf, countOf, exact } from '../jolokia/bean.js'
import type { JolokiaAnswer } from '../jolokia/jolokia-answer.js'
import { execOf, type JolokiaRequest, readOf } from '../jolokia/jolokia-request.js'
import { forbiddenOf, type MbeanPart } from '../jolokia/mbean-part.js'
import type { Lack, OperationReading } from '../node-reader.js'
import {
  type BucketUnit,
  bucketsOf,
  type Histogram,
  parseHistogram,
  provenUnit,
  usualUnit,
} from './latency-histogram.js'
import { clientRequest, OPERATIONS, type Operation } from './operations.js'

/**
 * How long a coordinator took for each operation, as cumulative histograms: of StorageProxy until 2.1, and since 2.2 of the timers, whose
 * operation `values` returns them. Both are asked for at once, so that any version answers to the same request. Attributes named
 * `Recent…` are emptied by whoever reads them, which is why they are left alone.
 */
export const latencyPart = (): MbeanPart => {
  // Of each operation, once it is proven: its bounds must stay the same from then on.
  const units = new Map<string, BucketUnit>()
  return {
    what: 'coordinator latency of reads, writes and ranges',
    requests: REQUESTS,
    read: (answers) => ({ operations: operationsIn(answers, units) }),
    lacksIn: ({ operations = [] }, answers) => bucketLacks(operations, forbiddenOf(REQUESTS, answers)),
  }
}

const STORAGE_PROXY = 'org.apache.cassandra.db:type=StorageProxy'
const REQUESTS_PER_TIMER = 3

const proxyAttributes = ({ proxy }: Operation): readonly string[] =>
  proxy === undefined ? [] : [`Total${proxy}LatencyHistogramMicros`, `Total${proxy}LatencyMicros`]

const timerRequests = ({ scope }: Operation) => [
  execOf(clientRequest(scope, 'Latency'), 'values'),
  readOf(clientRequest(scope, 'Latency'), 'Count'),
  readOf(clientRequest(scope, 'TotalLatency'), 'Count'),
]

const REQUESTS: readonly JolokiaRequest[] = [
  readOf(STORAGE_PROXY, ...OPERATIONS.flatMap(proxyAttributes)),
  ...OPERATIONS.flatMap(timerRequests),
]

const operationsIn = (
  [proxy, ...timers]: readonly JolokiaAnswer[],
  units: Map<string, BucketUnit>,
): readonly OperationReading[] => {
  const ofProxy = attributesOf(proxy)
  // Until 2.1 the timers have an operation of the same name, which returns a sample of the latest times instead.
  const isOld = OPERATIONS.some((operation) => proxyHistogram(ofProxy, operation) !== undefined)
  return OPERATIONS.flatMap((operation, i) => {
    const [values, count, total] = timers.slice(i * REQUESTS_PER_TIMER, (i + 1) * REQUESTS_PER_TIMER)
    const timer = {
      histogram: isOld ? undefined : parseHistogram(values?.kind === 'value' ? values.value : undefined),
      count: exact(countOf(attributesOf(count).get('Count'))),
      totalUs: exact(countOf(attributesOf(total).get('Count'))),
    }
    return proxyOperation(ofProxy, operation) ?? timerOperation(operation, timer, units)
  })
}

const proxyHistogram = (attributes: ReadonlyMap<string, unknown>, { proxy }: Operation): Histogram | undefined =>
  parseHistogram(attributes.get(`Total${proxy}LatencyHistogramMicros`))

const proxyOperation = (
  attributes: ReadonlyMap<string, unknown>,
  operation: Operation,
): readonly OperationReading[] | undefined => {
  const histogram = proxyHistogram(attributes, operation)
  const totalUs = exact(countOf(attributes.get(`Total${operation.proxy}LatencyMicros`)))
  return histogram && [reading(operation.name, histogram, totalUs, 'us')]
}

interface Timer {
  readonly histogram: Histogram | undefined
  readonly count: number | undefined
  readonly totalUs: number | undefined
}

const timerOperation = (
  { name }: Operation,
  { histogram, count, totalUs }: Timer,
  units: Map<string, BucketUnit>,
): readonly OperationReading[] => {
  if (histogram === undefined) return count === undefined ? [] : [{ name, count, ...timeOf(totalUs) }]
  const unit = units.get(name) ?? provenUnit(histogram, totalUs)
  if (unit) units.set(name, unit)
  return [reading(name, histogram, totalUs, unit ?? usualUnit(histogram))]
}

const reading = (
  name: string,
  histogram: Histogram,
  totalUs: number | undefined,
  unit: BucketUnit,
): OperationReading => ({ name, count: histogram.count, ...timeOf(totalUs), buckets: bucketsOf(histogram, unit) })

const timeOf = (totalUs: number | undefined) => (totalUs === undefined ? {} : { totalUs })

const bucketLacks = (
  operations: readonly OperationReading[],
  forbidden: readonly JolokiaRequest[],
): readonly Lack[] => {
  const names = operations.filter(({ buckets }) => buckets === undefined).map(({ name }) => name)
  if (names.length === 0) return []
  const what = `the distributions of ${names.join(', ')}: only counts and mean times`
  return [{ what, ...(forbidden.length > 0 && { remedy: policyLines(forbidden) }) }]
}
