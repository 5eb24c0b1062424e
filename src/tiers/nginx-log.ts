import { parseTraceparent } from './trace.js'

/** One traced request as nginx logged it. Times in microseconds; nginx's clock ticks in milliseconds. */
export interface NginxLine {
  readonly kind: 'traced'
  readonly traceId: string
  /** First byte of the request read to last byte of the answer sent. */
  readonly requestUs: number
  /** All attempts at upstream servers together; absent when nginx answered by itself. */
  readonly upstreamUs?: number
  /** Upstream servers tried: 0 when nginx answered by itself, above 1 when it retried. */
  readonly attempts: number
}

/**
 * Reads a line of the JSON access log that the guide asks for (`log_format … escape=json`): `tp` is the request's
 * traceparent, `rt`, `urt` and `ua` are nginx's request time, upstream times and addresses. `untraced` is a line in that
 * format of a request that carried no valid traceparent; everything else is `malformed`.
 */
export const parseNginxLine = (text: string): NginxLine | { readonly kind: 'untraced' | 'malformed' } => {
  const fields = jsonObject(text)
  const requestUs = secondsAsUs(textOf(fields?.['rt']))
  const upstream = upstreamOf(textOf(fields?.['urt']), textOf(fields?.['ua']))
  if (requestUs === undefined || upstream === undefined) return { kind: 'malformed' }
  const traceId = parseTraceparent(textOf(fields?.['tp']))?.traceId
  return traceId === undefined ? { kind: 'untraced' } : { kind: 'traced', traceId, requestUs, ...upstream }
}

type Upstream = Pick<NginxLine, 'upstreamUs' | 'attempts'>

// `0.000, 0.152` are two attempts; ` : ` stands between upstream groups after an internal redirect. Undefined when the
// two lists disagree: then one of them is not what we think it is.
const upstreamOf = (times: string, addresses: string): Upstream | undefined => {
  const timeList = listOf(times)
  const addressList = listOf(addresses)
  if (addressList.length > 0 && addressList.length !== timeList.length) return undefined
  const numbers = timeList.map(secondsAsUs).filter((us) => us !== undefined)
  // When no server is left nginx names the group instead, which is no attempt and has no port.
  const tried = addressList.length > 0 ? addressList.filter((address) => address.includes(':')) : numbers
  const attempts = tried.length
  return numbers.length === 0 ? { attempts } : { attempts, upstreamUs: numbers.reduce((sum, us) => sum + us, 0) }
}

/** Elements of an upstream variable; none for an empty string or the single dash of a request without upstream. */
const listOf = (text: string): readonly string[] =>
  text === '' || text === '-' ? [] : text.split(' : ').flatMap((group) => group.split(',').map((part) => part.trim()))

const SECONDS = /^\d{1,9}(?:\.\d{1,9})?$/

const secondsAsUs = (text: string): number | undefined =>
  SECONDS.test(text) ? Math.round(Number(text) * 1_000_000) : undefined

// Unquoted numbers are taken too; nginx writes them as soon as someone forgets the quotes.
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

const jsonObject = (line: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
