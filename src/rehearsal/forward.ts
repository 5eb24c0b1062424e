import { Buffer } from 'node:buffer'
import {
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http'
import type { LoggedRequest } from './logged-request.js'
import type { NodeRing } from './node-ring.js'

/** Which nodes a front passes requests on to, and over which connections. */
export interface ForwardRoute {
  readonly agent: Agent
  readonly ring: NodeRing
  /** Whether clients speak TLS to this front. */
  readonly isSecure: boolean
}

/** Called with a whole answer, once it has been sent. */
export type Keep = (status: number, headers: OutgoingHttpHeaders, body: Buffer) => void

/** Who wants to know of an exchange. */
export interface ForwardListeners {
  readonly keep?: Keep | undefined
  /** Told of each attempt. */
  readonly logged?: LoggedRequest | undefined
}

const TRIES = 2

/**
 * Sends a request on to the next node and its answer back. The body is read first, as nginx does, so that another node
 * can be tried where the first cannot have acted: it refused the connection, or the request has no effect.
 */
export const forward = (
  asked: IncomingMessage,
  answer: ServerResponse,
  route: ForwardRoute,
  { keep, logged }: ForwardListeners = {},
): void => {
  const chunks: Buffer[] = []
  asked.on('data', (chunk: Buffer) => chunks.push(chunk))
  asked.on('end', () => send({ asked, answer, route, body: Buffer.concat(chunks), keep, logged }, TRIES))
}

interface Exchange extends ForwardListeners {
  readonly asked: IncomingMessage
  readonly answer: ServerResponse
  readonly route: ForwardRoute
  readonly body: Buffer
}

const send = (exchange: Exchange, triesLeft: number): void => {
  const { asked, answer, route, body, keep } = exchange
  const node = route.ring.next()
  if (node === undefined) {
    answer.writeHead(502).end()
    return
  }
  const headers = headersToNode(asked, route.isSecure)
  const sent = request(`http://${node}${asked.url}`, { agent: route.agent, method: asked.method, headers })
  exchange.logged?.attempt(node, sent)
  sent.on('response', (received) => {
    route.ring.answered(node)
    passOn(received, answer, headersToClient(received.headers, asked.headers.host, route.isSecure), keep)
  })
  sent.on('error', (error) => {
    // Whoever broke off must not make the node look as if it had failed.
    if (answer.destroyed) return
    route.ring.failed(node)
    if (answer.headersSent) answer.destroy()
    else if (triesLeft > 1 && cannotHaveActed(asked, error)) send(exchange, triesLeft - 1)
    else answer.writeHead(502).end()
  })
  answer.on('close', () => {
    if (!answer.writableFinished) sent.destroy()
  })
  sent.end(body)
}

const cannotHaveActed = ({ method }: IncomingMessage, error: Error): boolean =>
  method === 'GET' || method === 'HEAD' || ('code' in error && error.code === 'ECONNREFUSED')

const passOn = (received: IncomingMessage, answer: ServerResponse, headers: OutgoingHttpHeaders, keep?: Keep): void => {
  const status = received.statusCode ?? 502
  answer.writeHead(status, headers)
  received.pipe(answer)
  received.on('aborted', () => answer.destroy())
  if (!keep) return
  const chunks: Buffer[] = []
  received.on('data', (chunk: Buffer) => chunks.push(chunk))
  received.on('end', () => keep(status, headers, Buffer.concat(chunks)))
}

const headersToNode = (asked: IncomingMessage, isSecure: boolean): OutgoingHttpHeaders => {
  const { connection: _connection, ...headers } = asked.headers
  const client = asked.socket.remoteAddress ?? ''
  const before = headers['x-forwarded-for']
  return {
    ...headers,
    'x-forwarded-for': before === undefined ? client : `${before}, ${client}`,
    'x-forwarded-proto': isSecure ? 'https' : 'http',
  }
}

// Tatami does not know that its front speaks TLS, so its redirects lead to plain HTTP.
const headersToClient = (headers: IncomingHttpHeaders, host: string | undefined, isSecure: boolean) => {
  const { connection: _connection, 'keep-alive': _keepAlive, 'transfer-encoding': _encoding, ...rest } = headers
  const { location } = rest
  return isSecure && location?.startsWith(`http://${host}/`)
    ? { ...rest, location: location.replace('http:', 'https:') }
    : rest
}
