import { Agent, request } from 'undici'
import { CookieJar } from '../http/cookie-jar.js'
import { SourceGone } from './node-reader.js'

/** How a server that is only asked, not loaded, is reached. */
export interface SourceAddress {
  /** `http://host:port/path`, user and password in it where it wants them; what is asked for is appended to its path. */
  readonly url: string
  /** PEM text of certificates to trust besides the system's. */
  readonly ca?: string
  readonly insecure?: boolean
}

export interface SourceAnswer {
  readonly status: number
  readonly text: string
  readonly contentType: string
  /** What the server calls itself in its `Server` header. */
  readonly server?: string
  /** The second that the server's `Date` header names. */
  readonly clock?: { readonly fromMs: number; readonly toMs: number }
}

const ANSWER_WITHIN_MS = 5_000
const LONGEST_ANSWER = 64 * 2 ** 20

/** Asks one server again and again over a connection that it keeps. */
export class SourceClient {
  /** Without user and password, for messages. */
  readonly name: string
  readonly #base: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #agent: Agent
  /** A server that was told user and password would begin a session for each request otherwise. */
  readonly #cookies = new CookieJar()

  constructor({ url, ca, insecure = false }: SourceAddress) {
    const { origin, pathname, username, password, host } = new URL(url)
    this.name = host
    this.#base = `${origin}${pathname.replace(/\/$/, '')}`
    const secret = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
    this.#headers = username === '' ? {} : { authorization: `Basic ${secret}` }
    this.#agent = new Agent({
      connections: 1,
      connect: { timeout: ANSWER_WITHIN_MS, rejectUnauthorized: !insecure, ...(ca !== undefined && { ca }) },
      maxResponseSize: LONGEST_ANSWER,
    })
  }

  /** A whole answer; rejects with a `SourceGone` when none comes. */
  async ask(path: string, post?: { readonly body: string; readonly type: string }): Promise<SourceAnswer> {
    const url = `${this.#base}${path}`
    const { pathname } = new URL(url)
    const cookie = this.#cookies.lineFor(pathname).replace(/^Cookie: |\r\n$/g, '')
    try {
      const { statusCode, headers, body } = await request(url, {
        method: post ? 'POST' : 'GET',
        headers: { ...this.#headers, ...(cookie !== '' && { cookie }), ...(post && { 'content-type': post.type }) },
        ...(post && { body: post.body }),
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      })
      const text = await body.text()
      for (const line of [headers['set-cookie'] ?? []].flat()) this.#cookies.take(line, pathname, Date.now())
      const second = Date.parse(String(headers['date']))
      return {
        status: statusCode,
        text,
        contentType: String(headers['content-type'] ?? ''),
        ...(typeof headers['server'] === 'string' && { server: headers['server'] }),
        ...(Number.isFinite(second) && { clock: { fromMs: second, toMs: second + 1_000 } }),
      }
    } catch (error) {
      throw new SourceGone(`${this.name} does not answer (${reasonOf(error)})`)
    }
  }

  /** The JSON of an answer with status 200; rejects with a sentence when it is something else. */
  async json(path: string, body?: unknown): Promise<{ readonly value: unknown } & Pick<SourceAnswer, 'clock'>> {
    const answer = await this.ask(
      path,
      body === undefined ? undefined : { body: JSON.stringify(body), type: JSON_TYPE },
    )
    if (answer.status !== 200) throw new Error(`${this.name}${path} answers ${answer.status}`)
    try {
      return { value: JSON.parse(answer.text), ...(answer.clock && { clock: answer.clock }) }
    } catch {
      throw new Error(`${this.name}${path} answers something else than JSON`)
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}

const JSON_TYPE = 'application/json'

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `not within ${ANSWER_WITHIN_MS / 1_000} s`
  return 'code' in error ? String(error.code) : error.message
}
