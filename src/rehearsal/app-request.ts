/** One request as the application sees it, whatever server read it. */
export interface AppRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** Without the question mark; empty when there is none. */
  readonly query: string
  readonly host: string
  readonly accept: string | undefined
  /** Value of the JSESSIONID cookie. */
  readonly sessionCookie: string | undefined
  readonly contentType: string | undefined
  readonly ifModifiedSince: string | undefined
  /** Sent by a script rather than by navigation. */
  readonly xhr: boolean
  readonly keepAlive: boolean
  /** Whether the client can read chunked bodies. */
  readonly http11: boolean
  readonly body: string
}

/** Value of a query parameter, decoded; undefined when it is not there. */
export const parameter = (query: string, name: string): string | undefined => {
  if (query === '') return undefined
  for (const part of query.split('&')) {
    const equals = part.indexOf('=')
    if ((equals < 0 ? part : part.slice(0, equals)) === name) return equals < 0 ? '' : decoded(part.slice(equals + 1))
  }
  return undefined
}

/** Percent-decoding as forms do it; malformed escapes stay as they are. */
export const decoded = (text: string): string => {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
