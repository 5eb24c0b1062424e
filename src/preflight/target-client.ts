import { isIP } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { buildConnector, Client } from 'undici'
import { PreflightError } from '../base/errors.js'
import type { Front, TlsOptions } from '../http/exchange.js'
import { tlsContextOf } from '../http/tls-context.js'
import { canonicalHost } from '../profile/host-names.js'
import type { Patience } from './patience.js'
import { targetErrorText } from './target-error-text.js'

/** One request as it is sent; cookies and the host are added to it. */
export interface TargetRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** A whole answer, redirects and errors of the platform included. */
export interface TargetReply {
  readonly status: number
  /** A header's value, the first one where it comes more than once. */
  readonly header: (name: string) => string | undefined
  /** All values of a header that is a list, however many times it comes. */
  readonly list: (name: string) => string | undefined
  /** Decoded text. */
  readonly body: string
}

/** A browser of one address of a target, for looking before the run: keeps cookies, follows no redirect. */
export class TargetClient {
  /** The front as a person would type it, for messages. */
  readonly url: string
  readonly #front: Front
  readonly #client: Client
  readonly #cookies = new Map<string, string>()
  readonly #patience: Patience

  constructor(front: Front, tls: TlsOptions | undefined, patience: Patience) {
    this.url = `${tls === undefined ? 'http' : 'https'}://${front.host}`
    this.#front = front
    this.#patience = patience
    this.#client = new Client(this.url, {
      connect: connectorTo(front, tls, patience.connectMs),
      headersTimeout: patience.answerMs,
      bodyTimeout: patience.answerMs,
      maxResponseSize: ANSWER_BYTES,
    })
  }

  /** What was kept, as a request's header says it. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** One exchange; throws a PreflightError of one sentence when no answer comes. */
  async ask({ method, path, headers, body }: TargetRequest): Promise<TargetReply> {
    const { cookie } = this
    try {
      const reply = await this.#client.request({
        method,
        path,
        headers: cookie === '' ? headers : { ...headers, cookie },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(this.#patience.answerMs),
      })
      for (const line of listOf(reply.headers['set-cookie'])) this.#keep(line)
      const header = (name: string) => listOf(reply.headers[name])[0]
      const list = (name: string) => (name in reply.headers ? listOf(reply.headers[name]).join(', ') : undefined)
      const bytes = Buffer.from(await reply.body.arrayBuffer())
      return { status: reply.statusCode, header, list, body: decoded(bytes, header('content-encoding')) }
    } catch (error) {
      throw new PreflightError(targetErrorText(error, this.url, this.#front, this.#patience))
    }
  }

  async close(): Promise<void> {
    await this.#client.destroy()
  }

  #keep(line: string): void {
    const pair = line.split(';', 1)[0] ?? ''
    const split = pair.indexOf('=')
    if (split > 0) this.#cookies.set(pair.slice(0, split).trim(), pair.slice(split + 1).trim())
  }
}

// Tatami's largest page is 50 kB; whatever is far larger is something else.
const ANSWER_BYTES = 4 * 2 ** 20

// The address is the front's own, whatever DNS says; name and certificate stay those of the URL.
const connectorTo = (front: Front, tls: TlsOptions | undefined, timeout: number): buildConnector.connector => {
  const connect = buildConnector({
    timeout,
    ...(tls && { rejectUnauthorized: !tls.insecure, secureContext: tlsContextOf(tls) }),
  })
  const name = canonicalHost(new URL(`http://${front.host}`).hostname)
  return (options, done) =>
    connect({ ...options, hostname: front.address, port: String(front.port), ...serverName(name) }, done)
}

const serverName = (name: string): { servername?: string } => (isIP(name) === 0 ? { servername: name } : {})

const listOf = (value: string | string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

const decoded = (bytes: Buffer, encoding: string | undefined): string =>
  (encoding === 'gzip' ? gunzipSync(bytes, { maxOutputLength: ANSWER_BYTES }) : bytes).toString('utf8')
