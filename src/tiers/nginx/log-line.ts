import { CACHE_STATUSES, type CacheStatus } from '../../metrics/nginx-record.js'
import { parseTraceparent } from '../trace.js'
import { combinedFields } from './combined-line.js'
import { jsonFields } from './json-line.js'
import type { LogFields } from './log-fields.js'
import { secondsAsUs, type Upstream, upstreamOf } from './upstream-lists.js'

/** What a line says of a request beside its times; absent where the format does not say, or nginx had nothing to say. */
export interface LineFacts {
  /** nginx's wall clock when it logged (`$msec`), milliseconds since 1970. */
  readonly loggedMs?: number | undefined
  readonly method?: string | undefined
  /** Without the query. */
  readonly path?: string | undefined
  readonly status?: number | undefined
  /** How the TLS session of the request's connection came about; absent on a plain one. */
  readonly tls?: 'full' | 'resumed' | undefined
  /** Which request of its connection it is, from 1. */
  readonly nth?: number | undefined
  readonly cache?: CacheStatus | undefined
}

/** Times of a request as nginx logged it, microseconds; its clock ticks in milliseconds. */
interface LineTimes extends Upstream {
  /** First byte of the request read to last byte of the answer sent. */
  readonly requestUs: number
}

/** A request that carried a trace header. */
export interface TracedLine extends LineFacts, LineTimes {
  readonly kind: 'traced'
  readonly traceId: string
}

/** A request without a valid one. */
export interface UntracedLine extends LineFacts, LineTimes {
  readonly kind: 'untraced'
  /** Has the format a place for the trace header? */
  readonly isTraceable: boolean
}

/** The format has no request time or no upstream time, so that nothing can be said of any tier. */
export interface UntimedLine extends LineFacts {
  readonly kind: 'untimed'
}

export type NginxLine = TracedLine | UntracedLine | UntimedLine

/**
 * Reads a line of an access log: a JSON object such as the guide asks for, or stock `combined` with or without named times behind it.
 * Each line is taken for what it looks like; what looks like neither, or holds times that cannot be, is `malformed`.
 */
export const parseNginxLine = (text: string): NginxLine | { readonly kind: 'malformed' } => {
  const fields = logFieldsOf(text)
  return fields === undefined ? MALFORMED : lineOf(fields)
}

/** The fields that a line has, empty ones among them; undefined when it is in no format that is known. */
export const logFieldsOf = (text: string): LogFields | undefined =>
  text.startsWith('{') ? jsonFields(text) : combinedFields(text)

const MALFORMED = { kind: 'malformed' } as const

const lineOf = (fields: LogFields): NginxLine | typeof MALFORMED => {
  const { rt, urt, ua = '', tp } = fields
  if (rt === undefined || urt === undefined) return { kind: 'untimed', ...factsOf(fields) }
  const requestUs = secondsAsUs(rt)
  const upstream = upstreamOf(urt, ua)
  if (requestUs === undefined || upstream === undefined) return MALFORMED
  const traceId = tp === undefined ? undefined : parseTraceparent(tp)?.traceId
  const said = { requestUs, ...upstream, ...factsOf(fields) }
  return traceId === undefined
    ? { kind: 'untraced', isTraceable: tp !== undefined, ...said }
    : { kind: 'traced', traceId, ...said }
}

const factsOf = ({ t, m, u, request, st, ssl, cr, cs }: LogFields): LineFacts => {
  const [first, second] = request?.split(' ', 2) ?? []
  return {
    loggedMs: millisecondsOf(t),
    method: matching(METHOD, m ?? first),
    path: matching(PATH, u ?? second)?.split('?', 1)[0],
    status: numberOf(matching(STATUS, st)),
    tls: ssl === 'r' ? 'resumed' : ssl === '.' ? 'full' : undefined,
    nth: numberOf(matching(ORDINAL, cr)),
    cache: CACHE_STATUSES.find((status) => status === cs),
  }
}

const METHOD = /^[A-Z]{1,16}$/
const PATH = /^\//
const STATUS = /^[1-9]\d\d$/
const ORDINAL = /^[1-9]\d{0,9}$/
const MILLISECONDS = /^\d{1,11}\.\d{3}$/

const matching = (pattern: RegExp, text: string | undefined): string | undefined =>
  text !== undefined && pattern.test(text) ? text : undefined

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))

const millisecondsOf = (seconds: string | undefined): number | undefined => {
  const text = matching(MILLISECONDS, seconds)
  return text === undefined ? undefined : Math.round(Number(text) * 1_000)
}
