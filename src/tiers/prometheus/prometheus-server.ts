import { type SourceAddress, type SourceAnswer, SourceClient } from '../source-client.js'
import { type QuerySeries, queryAnswerOf, refusalOf, versionIn } from './query-answer.js'

/** A stretch of wall-clock time, and how far apart its points are. */
export interface QueryWindow {
  readonly fromMs: number
  readonly toMs: number
  /** Grows by whole multiples where the window would have more points than a server gives. */
  readonly stepS: number
}

/** Asks a Prometheus server (or what speaks its API) what it has stored, after a run. All errors are one sentence; a SourceGone when nothing answers. */
export class PrometheusServer {
  readonly name: string
  readonly #client: SourceClient

  constructor(address: SourceAddress) {
    this.#client = new SourceClient(address)
    this.name = this.#client.name
  }

  /** What it is, by its own word. */
  async check(): Promise<string> {
    const answer = await this.#client.ask('/api/v1/status/buildinfo')
    if (answer.status === 200) return versionIn(answer.text)
    // Servers that only speak the query API have no such page.
    await this.at('1', Date.now())
    return 'a server with the query API of Prometheus'
  }

  /** The expression's values at one moment: one point in each series. */
  at(expression: string, atMs: number): Promise<readonly QuerySeries[]> {
    return this.#query('/api/v1/query', { query: expression, time: secondsText(atMs) })
  }

  /** The expression's values over a window. */
  over(expression: string, { fromMs, toMs, stepS }: QueryWindow): Promise<readonly QuerySeries[]> {
    const step = stepS * Math.max(Math.ceil((toMs - fromMs) / 1_000 / stepS / MOST_POINTS), 1)
    const window = { start: secondsText(fromMs), end: secondsText(toMs), step: String(step) }
    return this.#query('/api/v1/query_range', { query: expression, ...window })
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  async #query(path: string, fields: Readonly<Record<string, string>>): Promise<readonly QuerySeries[]> {
    const body = new URLSearchParams({ ...fields, timeout: TIMEOUT }).toString()
    const answer = await this.#client.ask(path, { body, type: 'application/x-www-form-urlencoded' })
    if (answer.status !== 200) throw new Error(`${this.name} ${reasonOf(answer)}`)
    try {
      return queryAnswerOf(answer.text)
    } catch (error) {
      throw new Error(`${this.name} ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** Of one series; a server refuses more than 11,000. */
const MOST_POINTS = 10_000
/** Shorter than we wait for an answer, so that the server says why. */
const TIMEOUT = '4s'

const secondsText = (ms: number): string => (ms / 1_000).toFixed(3)

const reasonOf = ({ status, text }: SourceAnswer): string =>
  refusalOf(text) ?? `answers ${status} to a query, so it is no Prometheus server or wants another path or password`
