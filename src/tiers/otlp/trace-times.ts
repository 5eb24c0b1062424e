import { coveredUs, exclusiveUs, type Interval, liesWithin } from './intervals.js'
import type { Origin, Span } from './span.js'
import type { ServiceTiers } from './span-tier.js'
import { treeOf } from './trace-tree.js'

/** Where the time of one request went behind nginx, each tier without those behind it. */
export interface TraceTimes {
  readonly jettyUs: number
  /** Absent where no span tells of the store, which is not zero. */
  readonly cassandraUs?: number
  readonly elasticsearchUs?: number
  /** The application's own spans of the request; more than one where nginx tried another node. */
  readonly served: readonly Served[]
  readonly spans: number
  /** Calls of stores of which a part lay outside of the request that made them; that part does not count. */
  readonly clipped: number
  /** Spans whose parent never came: others may be missing too. */
  readonly orphans: number
}

/** A request as the application saw it, by the clock of its process. */
export interface Served extends Interval {
  readonly origin: Origin
}

/**
 * Takes a trace apart. Only times of one process are compared: the application's span and the calls that the same process made. A
 * store's time is what its calls cover together, outermost ones only. Undefined as long as the application's span has not come.
 */
export const traceTimes = (traceId: string, spans: readonly Span[], services: ServiceTiers): TraceTimes | undefined => {
  const { served, outermostCalls, orphans } = treeOf(traceId, spans, services)
  if (served.length === 0) return undefined
  const cassandra = outermostCalls('cassandra')
  const elasticsearch = outermostCalls('elasticsearch')
  const calls = [...cassandra, ...elasticsearch]
  return {
    jettyUs: sumOver(served, (one) => exclusiveUs(one, ofProcess(one, calls))),
    ...(cassandra.length > 0 && { cassandraUs: timeOf(cassandra, served) }),
    ...(elasticsearch.length > 0 && { elasticsearchUs: timeOf(elasticsearch, served) }),
    served: served.map(({ origin, startUs, endUs }) => ({ origin, startUs, endUs })),
    spans: spans.length,
    clipped: calls.filter((call) => !ofProcess(call, served).some((one) => liesWithin(call, one))).length,
    orphans: orphans.length,
  }
}

const timeOf = (calls: readonly Span[], served: readonly Span[]): number =>
  sumOver(served, (one) => coveredUs(one, ofProcess(one, calls)))

const sumOver = (served: readonly Span[], timeUs: (one: Span) => number): number =>
  served.reduce((sum, one) => sum + timeUs(one), 0)

const ofProcess = (one: Span, spans: readonly Span[]): readonly Span[] =>
  spans.filter(({ origin }) => origin.key === one.origin.key)
