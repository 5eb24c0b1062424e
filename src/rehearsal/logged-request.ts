import { randomUUID } from 'node:crypto'
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { LogField } from './nginx-instrumentation.js'

/** nginx's status of a request whose client did not wait for the answer. */
const CLIENT_LEFT = 499

/** One attempt at a node; what has not happened is absent. */
interface Attempt {
  readonly node: string
  readonly startMs: number
  connectMs?: number
  headMs?: number
  endMs?: number
  status?: number
}

/** A request of the built-in front from its head to its line in the access log, which reads as one of nginx. */
export class LoggedRequest {
  /** Set for a file that may be cached. */
  cacheStatus: 'HIT' | 'MISS' | '' = ''
  readonly #startMs = performance.now()
  readonly #attempts: Attempt[] = []

  /** Writes the line when the answer has been sent, or will not be. */
  constructor(asked: IncomingMessage, answer: ServerResponse, nth: number, write: (line: string) => void) {
    const { socket } = asked
    const bytesBefore = socket.bytesWritten
    const ssl = socket instanceof TLSSocket ? (socket.isSessionReused() ? 'r' : '.') : ''
    answer.on('close', () => {
      const fields: Readonly<Record<LogField, string>> = {
        t: seconds(Date.now()),
        rid: randomUUID().replaceAll('-', ''),
        tp: String(asked.headers['traceparent']),
        m: asked.method ?? '',
        u: asked.url?.split('?')[0] ?? '',
        st: String(answer.headersSent ? answer.statusCode : CLIENT_LEFT),
        ...this.#times(performance.now()),
        b: String(socket.bytesWritten - bytesBefore),
        cr: String(nth),
        ssl,
        cs: this.cacheStatus,
      }
      write(JSON.stringify(fields))
    })
  }

  /** Follows an attempt at a node. */
  attempt(node: string, sent: ClientRequest): void {
    const attempt: Attempt = { node, startMs: performance.now() }
    this.#attempts.push(attempt)
    const sinceStart = () => performance.now() - attempt.startMs
    sent.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (attempt.connectMs = sinceStart()))
      else attempt.connectMs = 0
    })
    sent.on('response', (received) => {
      attempt.headMs = sinceStart()
      attempt.status = received.statusCode ?? 502
      received.on('end', () => (attempt.endMs = sinceStart()))
    })
    sent.on('error', () => {
      attempt.endMs ??= sinceStart()
      attempt.status ??= 502
    })
  }

  #times(nowMs: number) {
    const each = (text: (attempt: Attempt) => string): string => this.#attempts.map(text).join(', ')
    return {
      rt: seconds(nowMs - this.#startMs),
      uct: each(({ connectMs }) => seconds(connectMs)),
      uht: each(({ headMs }) => seconds(headMs)),
      urt: each(({ startMs, endMs = nowMs - startMs }) => seconds(endMs)),
      ua: each(({ node }) => node),
      us: each(({ status }) => String(status ?? '-')),
    }
  }
}

/** Seconds with three decimals; a dash for what did not happen. */
const seconds = (ms: number | undefined): string => (ms === undefined ? '-' : (ms / 1_000).toFixed(3))
