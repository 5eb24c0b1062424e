import { readFileSync } from 'node:fs'
import { Agent, buildConnector, type Dispatcher, request } from 'undici'
import { UsageError } from '../base/errors.js'
import type { Target } from '../profile/event-profile.js'
import type { Pace } from './pace.js'
import { PlatformError } from './platform-error.js'

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  /** Path and query of a redirect, which Tatami writes as an absolute address; '' when there is none. */
  readonly location: string
  readonly contentType: string
  /** The session that the answer hands out. */
  readonly sessionId?: string
  readonly body: string
}

const CONNECT_MS = 10_000
// A post is written to every follower before it is answered.
const ANSWER_MS = 60_000
const LARGEST_ANSWER = 64 * 1024 * 1024
const AGENT = 'tatami-load'

/** Calls to a platform's first front URL, outside of any measurement: paced, redirects not followed, answers bounded. */
export class Platform {
  readonly origin: string
  readonly #pace: Pace
  readonly #agent: Agent

  /** Throws a UsageError when the authority's file cannot be read. */
  constructor(target: Target, pace: Pace, concurrency: number) {
    this.origin = target.urls[0] ?? ''
    this.#pace = pace
    this.#agent = new Agent({
      connect: connectorTo(target),
      connections: concurrency,
      headersTimeout: ANSWER_MS,
      bodyTimeout: ANSWER_MS,
      maxResponseSize: LARGEST_ANSWER,
    })
  }

  /** Throws a PlatformError when no whole answer comes. */
  async call({ method, path, headers, body }: Call): Promise<Answer> {
    await this.#pace.turn()
    try {
      const answer = await request(`${this.origin}${path}`, {
        dispatcher: this.#agent,
        method,
        headers: { 'user-agent': AGENT, ...headers },
        ...(body !== undefined && { body }),
      })
      return { ...factsOf(answer, this.origin), body: await answer.body.text() }
    } catch (error) {
      throw new PlatformError(`${method} ${this.origin}${path} got no answer (${reasonOf(error)})`, error)
    }
  }

  async close(): Promise<void> {
    await this.#agent.close()
  }
}

const factsOf = ({ statusCode, headers }: Dispatcher.ResponseData, origin: string): Omit<Answer, 'body'> => {
  const sessionId = listOf(headers['set-cookie'])
    .map(sessionIn)
    .findLast((id) => id !== undefined)
  return {
    status: statusCode,
    location: pathOf(listOf(headers['location'])[0], origin),
    contentType: listOf(headers['content-type'])[0] ?? '',
    ...(sessionId !== undefined && { sessionId }),
  }
}

const listOf = (value: string | string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

const sessionIn = (cookie: string): string | undefined => /^JSESSIONID=([^;]+)/.exec(cookie)?.[1]

const pathOf = (location: string | undefined, origin: string): string => {
  if (location === undefined || !URL.canParse(location, origin)) return ''
  const { pathname, search } = new URL(location, origin)
  return pathname + search
}

const connectorTo = (target: Target): buildConnector.connector => {
  const connect = buildConnector({
    timeout: CONNECT_MS,
    rejectUnauthorized: !target.insecure,
    ...(target.caFile !== undefined && { ca: authority(target.caFile) }),
  })
  // As curl's --resolve: another address, while Host header and certificate keep the name.
  return (options, callback) => {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
    const pinned = target.resolve.find((entry) => entry.host === options.hostname && entry.port === port)
    connect(pinned ? { ...options, hostname: pinned.address } : options, callback)
  }
}

const authority = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new UsageError([{ path: 'target.cacert', value: path, remedy: 'name a readable PEM file' }])
  }
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown reason'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
