import type { AppRequest } from './app-request.js'

/** A request whose head is read; the body is filled in when it has come. */
export interface RequestHead extends AppRequest {
  method: string
  path: string
  query: string
  host: string
  accept: string | undefined
  sessionCookie: string | undefined
  contentType: string | undefined
  ifModifiedSince: string | undefined
  xhr: boolean
  keepAlive: boolean
  http11: boolean
  body: string
  /** Bytes of the body that follows; undefined when the head does not say. */
  contentLength: number | undefined
  chunked: boolean
  /** The client waits for `100 Continue` before it sends the body. */
  expectsContinue: boolean
}

/**
 * Reads a head of HTTP/1.x, one byte a character, without its empty line; undefined when it is malformed. Of the headers
 * only those are decoded that the application looks at: this runs once a request of the whole stack.
 */
export const parseHead = (text: string): RequestHead | undefined => {
  const lineEnd = text.indexOf('\r\n')
  const head = parseRequestLine(lineEnd < 0 ? text : text.slice(0, lineEnd))
  if (head === undefined) return undefined
  for (let from = lineEnd < 0 ? text.length : lineEnd + 2; from < text.length; ) {
    const end = text.indexOf('\r\n', from)
    const to = end < 0 ? text.length : end
    const colon = text.indexOf(':', from)
    if (colon < 0 || colon > to) return undefined
    const name = text.slice(from, colon)
    if (!TOKEN.test(name) || !readHeader(head, name.toLowerCase(), text.slice(colon + 1, to).trim())) return undefined
    from = to + 2
  }
  // Two framings in one head are how requests are smuggled.
  const framedTwice = head.chunked && head.contentLength !== undefined
  return framedTwice || (head.http11 && head.host === '') ? undefined : head
}

/** True for the first line of a request, with nothing behind it. */
export const isRequestLine = (line: string): boolean => parseRequestLine(line) !== undefined

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const DIGITS = /^\d{1,15}$/
const LINE = /^([A-Za-z][A-Za-z-]{0,30}) (?:http:\/\/[^/ ]+)?([/*][^ ]*) HTTP\/1\.([01])$/

const parseRequestLine = (line: string): RequestHead | undefined => {
  const match = LINE.exec(line)
  if (match === null) return undefined
  const [, method = '', target = '', minor] = match
  const mark = target.indexOf('?')
  return {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    host: '',
    accept: undefined,
    sessionCookie: undefined,
    contentType: undefined,
    ifModifiedSince: undefined,
    xhr: false,
    keepAlive: minor === '1',
    http11: minor === '1',
    body: '',
    contentLength: undefined,
    chunked: false,
    expectsContinue: false,
  }
}

// False when the header makes the request malformed.
const readHeader = (head: RequestHead, name: string, value: string): boolean => {
  switch (name) {
    case 'host':
      head.host = value
      return true
    case 'accept':
      head.accept = value
      return true
    case 'cookie':
      head.sessionCookie ??= sessionIn(value)
      return true
    case 'content-type':
      head.contentType = value
      return true
    case 'if-modified-since':
      head.ifModifiedSince = value
      return true
    case 'x-requested-with':
      head.xhr = value === 'XMLHttpRequest'
      return true
    case 'connection':
      head.keepAlive = keepsAlive(head, value.toLowerCase())
      return true
    case 'expect':
      head.expectsContinue = value.toLowerCase() === '100-continue'
      return true
    case 'content-length':
      if (head.contentLength !== undefined || !DIGITS.test(value)) return false
      head.contentLength = Number(value)
      return true
    case 'transfer-encoding':
      head.chunked = value.toLowerCase() === 'chunked'
      return head.chunked
    default:
      return true
  }
}

const keepsAlive = (head: RequestHead, tokens: string): boolean => {
  if (tokens.includes('close')) return false
  return head.http11 || tokens.includes('keep-alive')
}

const COOKIE = 'JSESSIONID='
const sessionIn = (cookies: string): string | undefined => {
  let at = cookies.indexOf(COOKIE)
  while (at > 0 && cookies[at - 1] !== ' ' && cookies[at - 1] !== ';') at = cookies.indexOf(COOKIE, at + 1)
  if (at < 0) return undefined
  const end = cookies.indexOf(';', at)
  return cookies.slice(at + COOKIE.length, end < 0 ? undefined : end)
}
