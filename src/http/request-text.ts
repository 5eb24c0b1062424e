import { Buffer } from 'node:buffer'
import type { HttpRequest } from './exchange.js'

const TAKES_BODY = new Set<HttpRequest['method']>(['POST', 'PUT', 'PATCH'])

/**
 * A request as it goes on the wire, for `socket.write(…, 'latin1')` when a string: the usual case costs one string and no Buffer.
 * `hostLine` and `cookieLine` come with their CRLF.
 */
export const requestText = (request: HttpRequest, hostLine: string, cookieLine: string): string | Buffer => {
  const { method, path, headers, body = '', traceparent } = request
  const trace = traceparent === undefined ? '' : `traceparent: ${traceparent}\r\n`
  const start = `${method} ${path} HTTP/1.1\r\n${hostLine}${headers}${cookieLine}${trace}`
  if (body === '' && !TAKES_BODY.has(method)) return `${start}\r\n`
  const bodyBytes = Buffer.byteLength(body)
  const head = `${start}Content-Length: ${bodyBytes}\r\n\r\n`
  // As many bytes as characters: ASCII, which is the same in Latin-1.
  if (bodyBytes === body.length) return head + body
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)])
}
