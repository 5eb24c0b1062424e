import { onTestFinished } from 'vitest'
import { monotonicClock } from '../../src/base/clock.js'
import type {
  HttpRequest,
  HttpResponse,
  HttpResult,
  Transport,
  TransportOptions,
  UserAgent,
} from '../../src/http/exchange.js'
import { testCa } from './raw-server.js'

export type CreateTransport = (options: TransportOptions, clock: typeof monotonicClock) => Transport

/** Options towards one loopback port, as a test needs them. */
export const optionsFor = (port: number, changes: Partial<TransportOptions> = {}): TransportOptions => ({
  fronts: [{ host: `127.0.0.1:${port}`, address: '127.0.0.1', port }],
  localAddresses: [],
  connections: { perUser: 6, extraIdleUs: 10_000_000 },
  connectTimeoutUs: 5_000_000,
  ...changes,
})

/** Options for TLS towards one loopback port, with the test CA. */
export const tlsOptionsFor = (port: number, changes: Partial<TransportOptions> = {}): TransportOptions =>
  optionsFor(port, {
    fronts: [{ host: 'front.test', address: '127.0.0.1', port }],
    tls: { ca: testCa, insecure: false },
    ...changes,
  })

/** A transport that is closed when the test ends. */
export const transportOf = (create: CreateTransport, options: TransportOptions): Transport => {
  const transport = create(options, monotonicClock)
  onTestFinished(() => transport.close())
  return transport
}

/** Its first user's agent, of a transport that is closed when the test ends. */
export const agentOf = (create: CreateTransport, options: TransportOptions): UserAgent =>
  transportOf(create, options).agent(0)

/** A GET of `/` that keeps the body, changed as a test wishes. */
export const request = (changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  path: '/',
  headers: 'Accept: */*\r\n',
  keepBody: true,
  timeoutUs: 10_000_000,
  ...changes,
})

/** Sends and waits. Fails when `done` is called within `send`. */
export const ask = (agent: UserAgent, changes: Partial<HttpRequest> = {}): Promise<HttpResult> =>
  new Promise((resolve, reject) => {
    let isSending = true
    agent.send(request(changes), (result) => {
      if (isSending) reject(new Error('done was called within send'))
      else resolve(result)
    })
    isSending = false
  })

/** Sends, waits, and insists on a response. */
export const answered = async (agent: UserAgent, changes: Partial<HttpRequest> = {}): Promise<HttpResponse> => {
  const result = await ask(agent, changes)
  if (result.kind === 'failure') throw new Error(`${result.reason}: ${result.message}`)
  return result
}

/** `200 body`, or the reason of the failure: what most tests compare. */
export const inShort = (result: HttpResult): string =>
  result.kind === 'response' ? `${result.status} ${result.body}` : result.reason
