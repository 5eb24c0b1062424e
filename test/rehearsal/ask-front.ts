import { Buffer } from 'node:buffer'
import { type Agent, type IncomingHttpHeaders, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { type ConnectionOptions, connect } from 'node:tls'
import type { Front } from '../../src/http/exchange.js'

export interface Asked {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly ca?: string | undefined
  readonly agent?: Agent
  readonly signal?: AbortSignal
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** One request to a front, over TLS when an authority is given. Rejects when there is no answer. */
export const ask = (
  front: Front,
  { ca, path, method = 'GET', headers, body, agent, signal }: Asked,
): Promise<Answered> => {
  const options = {
    ...{ host: front.address, port: front.port, path, method, agent: agent ?? (false as const), timeout: 10_000 },
    ...(signal && { signal }),
    headers: { host: front.host, accept: '*/*;q=0.8', ...headers },
  }
  return new Promise((resolve, reject) => {
    const servername = front.host.split(':')[0] ?? ''
    const sent = ca === undefined ? plainRequest(options) : secureRequest({ ...options, ca, servername })
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${path} within 10 s`)))
    sent.on('error', reject)
    sent.end(body)
  })
}

export interface Shaken {
  readonly authorized: boolean
  readonly reused: boolean
  readonly protocol: string | null
  readonly session: Buffer | undefined
}

/** One TLS connection on which one request is answered, so that its tickets have come. */
export const handshake = (front: Front, options: ConnectionOptions): Promise<Shaken> =>
  new Promise((resolve, reject) => {
    let session: Buffer | undefined
    const servername = front.host.split(':')[0] ?? ''
    const socket = connect({ host: front.address, port: front.port, servername, ...options }, () => {
      socket.write(`GET /nginx_status HTTP/1.1\r\nHost: ${front.host}\r\nConnection: close\r\n\r\n`)
    })
    socket.on('session', (given) => {
      session = given
    })
    socket.resume()
    socket.on('error', reject)
    socket.on('end', () => {
      const { authorized } = socket
      resolve({ authorized, reused: socket.isSessionReused(), protocol: socket.getProtocol(), session })
      socket.destroy()
    })
  })
