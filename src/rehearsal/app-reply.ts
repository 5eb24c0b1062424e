import type { Buffer } from 'node:buffer'

/** What the application answers; the server adds framing, `Server` and `Server-Timing`. */
export interface AppReply {
  readonly status: number
  /** Header lines, each ended by CRLF. */
  readonly headers: string
  readonly body: string | Buffer
  /** Jetty sends what a servlet wrote without a length in chunks. */
  readonly framing: 'length' | 'chunked'
}

const JSON_TYPE = 'Content-Type: application/json;charset=UTF-8\r\n'
const HTML_TYPE = 'Content-Type: text/html;charset=UTF-8\r\n'
const NEVER_CACHED = 'Expires: Thu, 01 Jan 1970 00:00:00 GMT\r\n'

/** A 200 with this text as JSON, in chunks since its length is not told. */
export const json = (body: string): AppReply => ({ status: 200, headers: JSON_TYPE, body, framing: 'chunked' })

export const EMPTY_LIST: AppReply = json('[]')

/** What Spring answers when a handler returns null, and when 3.1's timeline swallows an exception. */
export const EMPTY: AppReply = { status: 200, headers: '', body: '', framing: 'length' }

/** The catch-all of 3.1 for whatever goes wrong. */
export const ERROR_500: AppReply = {
  status: 500,
  headers: HTML_TYPE,
  body: '<html><head><title>Tatami</title></head><body><h1>An error has occurred</h1></body></html>',
  framing: 'length',
}

/** Before any page exists to render: the filter's null pointer on a request without Accept. */
export const BARE_500: AppReply = { status: 500, headers: '', body: '', framing: 'length' }

/** For paths that nobody serves; a DELETE that does not ask for JSON first is told the same. */
export const NOT_FOUND: AppReply = {
  status: 404,
  headers: HTML_TYPE,
  body: '<html><head><title>Tatami</title></head><body><h1>Page not found</h1></body></html>',
  framing: 'length',
}

/** For a post to a group that its author is not in. */
export const FORBIDDEN: AppReply = { status: 403, headers: JSON_TYPE, body: '{}', framing: 'chunked' }

/** A 200 with HTML that is stale at once. */
export const page = (html: string, framing: AppReply['framing']): AppReply => ({
  status: 200,
  headers: `${HTML_TYPE}${NEVER_CACHED}Content-Language: en\r\n`,
  body: html,
  framing,
})

/** A redirect within the front the client named; always http, since Tatami ignores X-Forwarded-Proto. */
export const redirect = (host: string, path: string): AppReply => ({
  status: 302,
  headers: `Location: http://${host}${path}\r\n`,
  body: '',
  framing: 'length',
})

/** The answer with more header lines before its own, each ended by CRLF. */
export const withHeaders = (reply: AppReply, headers: string): AppReply =>
  headers === '' ? reply : { ...reply, headers: headers + reply.headers }
