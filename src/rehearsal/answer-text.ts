import { Buffer } from 'node:buffer'
import { STATUS_CODES } from 'node:http'
import type { AppReply } from './app-reply.js'
import type { AppRequest } from './app-request.js'
import type { Spent } from './jetty-node.js'
import type { Work } from './work.js'

/** Jetty says who it is and, unlike others, not what time it is. */
const SERVER = 'Server: Jetty(8.1.13.v20130916)\r\n'

/** The whole answer as it goes over the wire, in one piece so that it is one write; a string is all ASCII. */
export const answerText = (reply: AppReply, request: AppRequest, headers = ''): string | Buffer => {
  const head = `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? ''}\r\n${reply.headers}${headers}${SERVER}${connection(request)}`
  if (reply.status === 304 || reply.status === 204) return `${head}\r\n`
  const { body } = reply
  if (typeof body !== 'string') {
    const wholeHead = `${head}Content-Length: ${body.length}\r\n\r\n`
    return request.method === 'HEAD' ? wholeHead : Buffer.concat([Buffer.from(wholeHead, 'latin1'), body])
  }
  const bytes = Buffer.byteLength(body)
  const text = framed(head, body, bytes, reply.framing === 'chunked' && request.http11, request.method === 'HEAD')
  return bytes === body.length ? text : Buffer.from(text)
}

/** `Server-Timing` of an answer, milliseconds: Jetty's time includes its stores and all waits; an untouched store is left out. */
export const serverTiming = (jettyUs: number, spent: Spent, work: Work): string => {
  const jetty = `Server-Timing: jetty;dur=${ms(jettyUs)}`
  const cassandra = work.cassandra > 0 ? `, cassandra;dur=${ms(spent.cassandraUs)};desc="n=${work.cassandra}"` : ''
  const elasticsearch =
    work.elasticsearch > 0 ? `, elasticsearch;dur=${ms(spent.elasticsearchUs)};desc="n=${work.elasticsearch}"` : ''
  return `${jetty}${cassandra}${elasticsearch}\r\n`
}

/** What a connection gets whose bytes are no request; it is closed after that. */
export const refusalText = (status: 400 | 413): string =>
  `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${SERVER}Connection: close\r\nContent-Length: 0\r\n\r\n`

const framed = (head: string, body: string, bytes: number, inChunks: boolean, headOnly: boolean): string => {
  if (!inChunks) return `${head}Content-Length: ${bytes}\r\n\r\n${headOnly ? '' : body}`
  const chunks = bytes === 0 ? '0\r\n\r\n' : `${bytes.toString(16)}\r\n${body}\r\n0\r\n\r\n`
  return `${head}Transfer-Encoding: chunked\r\n\r\n${headOnly ? '' : chunks}`
}

const connection = ({ keepAlive, http11 }: AppRequest): string => {
  if (!keepAlive) return 'Connection: close\r\n'
  return http11 ? '' : 'Connection: keep-alive\r\n'
}

const ms = (us: number): string => (us / 1000).toFixed(3)
