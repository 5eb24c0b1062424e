import { type MetricTable, tierInTable } from './metric-table.js'

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

// Called for every answer of a run: indexes into the header, no strings, no closures, and one file: read over three, a header took a fifth longer.

const COMMA = 44
const SEMICOLON = 59
const EQUALS = 61
const QUOTE = 34
const BACKSLASH = 92
const DOT = 46
const ZERO = 48
/** `n` */
const LETTER_N = 110
/** What a sample's signed 32 bits hold: 35 minutes. */
const LONGEST_US = 2_147_483_647
/** What a sample holds. */
const MOST_OPERATIONS = 65_534

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

/** The number behind `n=`, quoted or not, and nothing after it; -1 when there is none. */
const operationsIn = (text: string, start: number, end: number): number => {
  const isQuoted = text.charCodeAt(start) === QUOTE
  if (isQuoted && text.charCodeAt(end - 1) !== QUOTE) return -1
  const from = isQuoted ? start + 1 : start
  const to = isQuoted ? end - 1 : end
  if (to - from < 3 || text.charCodeAt(from) !== LETTER_N || text.charCodeAt(from + 1) !== EQUALS) return -1
  let count = 0
  for (let at = from + 2; at < to; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return -1
    count = Math.min(count * 10 + digit, MOST_OPERATIONS)
  }
  return count
}

/** The number in a token or a quoted string; NaN when there is none. */
const milliseconds = (text: string, start: number, end: number): number => {
  const from = text.charCodeAt(start) === QUOTE ? start + 1 : start
  let value = 0
  let scale = 0
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    const digit = code - ZERO
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      scale *= 10
    } else if (code === DOT && scale === 0 && at > from) scale = 1
    else return code === QUOTE && at > from ? value / (scale || 1) : oddMilliseconds(text.slice(from, end))
    // More digits than a double holds: not what our own servers send.
    if (value > 1e15) return oddMilliseconds(text.slice(from, end))
  }
  return end > from ? value / (scale || 1) : Number.NaN
}

// Signs, exponents and trailing junk, by HTML's rules for floating-point numbers, which the grammar refers to.
const oddMilliseconds = (text: string): number => {
  const ms = Number.parseFloat(text)
  return Number.isFinite(ms) ? ms : Number.NaN
}

const skipSpace = (text: string, from: number): number => {
  let at = from
  for (let code = text.charCodeAt(at); code === 32 || code === 9; code = text.charCodeAt(at)) at++
  return at
}

const tokenEnd = (text: string, from: number): number => {
  let at = from
  while (at < text.length && isTokenCode(text.charCodeAt(at))) at++
  return at
}

// Wider than RFC 9110's `tchar`: anything that does not separate, so that one odd character costs one metric only.
const isTokenCode = (code: number): boolean =>
  code > 32 && code !== COMMA && code !== SEMICOLON && code !== EQUALS && code !== QUOTE && code !== 127

const quotedEnd = (text: string, quote: number): number => {
  let at = quote + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    at += code === BACKSLASH ? 2 : 1
  }
  return text.length
}

const isDurAt = (text: string, at: number): boolean =>
  (text.charCodeAt(at) | 32) === 100 && (text.charCodeAt(at + 1) | 32) === 117 && (text.charCodeAt(at + 2) | 32) === 114
