/** What came of a request behind nginx. */
export interface Upstream {
  /** All attempts at upstream servers together, microseconds; absent when nginx answered by itself. */
  readonly upstreamUs?: number | undefined
  /** Upstream servers tried: 0 when nginx answered by itself, above 1 when it retried. */
  readonly attempts: number
}

/**
 * Reads `$upstream_response_time` and, where there is one, `$upstream_addr`: `0.000, 0.152` are two attempts, and ` : ` stands between
 * upstream groups after an internal redirect. Undefined when the two lists disagree: then one of them is not what we think it is.
 */
export const upstreamOf = (times: string, addresses: string): Upstream | undefined => {
  const timeList = listOf(times)
  const addressList = listOf(addresses)
  if (addressList.length > 0 && addressList.length !== timeList.length) return undefined
  const numbers = timeList.map(secondsAsUs).filter((us) => us !== undefined)
  // When no server is left nginx names the group instead, which is no attempt and has no port.
  const tried = addressList.length > 0 ? addressList.filter((address) => address.includes(':')) : numbers
  const attempts = tried.length
  return numbers.length === 0 ? { attempts } : { attempts, upstreamUs: numbers.reduce((sum, us) => sum + us, 0) }
}

/** Seconds as nginx writes them; undefined for a dash, for nothing, and for whatever is no time. */
export const secondsAsUs = (text: string): number | undefined =>
  SECONDS.test(text) ? Math.round(Number(text) * 1_000_000) : undefined

const SECONDS = /^\d{1,9}(?:\.\d{1,9})?$/

/** Elements of an upstream variable; none for an empty string or the single dash of a request without upstream. */
const listOf = (text: string): readonly string[] =>
  text === '' || text === '-' ? [] : text.split(' : ').flatMap((group) => group.split(',').map((part) => part.trim()))
