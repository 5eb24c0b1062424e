import { type MetricTable, tierInTable } from './metric-table.js'
import { COMMA, EQUALS, QUOTE, quotedEnd, SEMICOLON, skipSpace, tokenEnd } from './server-timing-scan.js'
import { MOST_OPERATIONS, milliseconds, operationsIn } from './server-timing-values.js'

/** Back-end durations of one answer, microseconds, as the header gives them; -1 where it does not speak of the tier. */
export interface TierTimes {
  jettyUs: number
  cassandraUs: number
  elasticsearchUs: number
}

/** The same, and operations in each store; -1 where it does not tell. */
export interface ServerTimes extends TierTimes {
  cassandraOperations: number
  elasticsearchOperations: number
}

/** Durations to parse into, one object for any number of answers. */
export const noServerTimes = (): ServerTimes => ({
  jettyUs: -1,
  cassandraUs: -1,
  elasticsearchUs: -1,
  cassandraOperations: -1,
  elasticsearchOperations: -1,
})

/**
 * Reads a `Server-Timing` header (W3C grammar; the lines of several hops, and a trailer, joined by commas) into `into`, and returns it.
 * A repeated metric adds up. A metric without a usable `dur` counts as absent, which is not zero. A `desc` of `n=7` tells how many
 * operations it was. `table` names the metrics in place of our own names. Never throws; one pass.
 */
export const parseServerTiming = (header: string, into: ServerTimes, table?: MetricTable): ServerTimes => {
  into.jettyUs = -1
  into.cassandraUs = -1
  into.elasticsearchUs = -1
  into.cassandraOperations = -1
  into.elasticsearchOperations = -1
  for (let at = 0; at < header.length; at++) at = readMetric(header, at, into, table)
  return into
}

type TimedField = 'jettyUs' | 'cassandraUs' | 'elasticsearchUs'

// Called for every answer of a run: indexes into the header, no strings, no closures.

/** What a sample's signed 32 bits hold: 35 minutes. */
const LONGEST_US = 2_147_483_647

/** Reads up to the comma that ends the metric; returns where that is. */
const readMetric = (text: string, from: number, into: ServerTimes, table: MetricTable | undefined): number => {
  const start = skipSpace(text, from)
  const end = tokenEnd(text, start)
  const tier = table === undefined ? tierNamed(text, start, end) : tierInTable(table, text, start, end)
  let isDurSeen = false
  let at = end
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === COMMA) return at
    if (code === QUOTE) at = quotedEnd(text, at)
    else if (code !== SEMICOLON) at++
    else {
      const nameStart = skipSpace(text, at + 1)
      const nameEnd = tokenEnd(text, nameStart)
      at = skipSpace(text, nameEnd)
      // The first `dur` counts, even one that says nothing.
      const isDur: boolean = !isDurSeen && nameEnd - nameStart === 3 && isDurAt(text, nameStart)
      isDurSeen ||= isDur
      const isDesc: boolean = nameEnd - nameStart === 4 && text.startsWith('desc', nameStart)
      if (text.charCodeAt(at) !== EQUALS) continue
      const valueStart = skipSpace(text, at + 1)
      at = text.charCodeAt(valueStart) === QUOTE ? quotedEnd(text, valueStart) : tokenEnd(text, valueStart)
      if (isDur && tier) add(into, tier, milliseconds(text, valueStart, at))
      if (isDesc && tier) addOperations(into, tier, operationsIn(text, valueStart, at))
    }
  }
  return at
}

// `metric-table.ts` has the same names, for those who change some of them.
const tierNamed = (text: string, start: number, end: number): TimedField | undefined => {
  switch (end - start) {
    case 2:
      return text.startsWith('es', start) ? 'elasticsearchUs' : undefined
    case 3:
      return text.startsWith('app', start) ? 'jettyUs' : undefined
    case 4:
      return text.startsWith('cass', start) ? 'cassandraUs' : undefined
    case 5:
      return text.startsWith('jetty', start) ? 'jettyUs' : undefined
    case 6:
      return text.startsWith('search', start) ? 'elasticsearchUs' : undefined
    case 9:
      return text.startsWith('cassandra', start) ? 'cassandraUs' : undefined
    case 13:
      return text.startsWith('elasticsearch', start) ? 'elasticsearchUs' : undefined
    default:
      return undefined
  }
}

const add = (into: ServerTimes, tier: TimedField, ms: number): void => {
  if (!(ms >= 0)) return
  into[tier] = Math.min(Math.max(into[tier], 0) + Math.round(ms * 1000), LONGEST_US)
}

const addOperations = (into: ServerTimes, tier: TimedField, count: number): void => {
  if (count < 0) return
  if (tier === 'cassandraUs')
    into.cassandraOperations = Math.min(Math.max(into.cassandraOperations, 0) + count, MOST_OPERATIONS)
  if (tier === 'elasticsearchUs')
    into.elasticsearchOperations = Math.min(Math.max(into.elasticsearchOperations, 0) + count, MOST_OPERATIONS)
}

const isDurAt = (text: string, at: number): boolean =>
  (text.charCodeAt(at) | 32) === 100 && (text.charCodeAt(at + 1) | 32) === 117 && (text.charCodeAt(at + 2) | 32) === 114
