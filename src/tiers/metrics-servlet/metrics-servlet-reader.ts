import type { Tier } from '../../metrics/tier.js'
import { jsonOf, textOf } from '../foreign-json.js'
import type { NodeReader, NodeReading, SourceFinding } from '../node-reader.js'
import { type SourceAddress, SourceClient } from '../source-client.js'
import { SteadyStart } from '../steady-start.js'
import { parseDropwizard } from './dropwizard.js'
import { metricsFinding } from './metrics-finding.js'
import { noMetrics } from './no-metrics.js'
import type { ServletMetrics } from './servlet-metrics.js'
import { TimerChoice } from './timer-choice.js'
import { parseYammer } from './yammer.js'

/** Where the servlet is, and what of it is told. */
export interface MetricsServletOptions {
  /** Its URL is the servlet's own, such as `http://host:8080/metrics/metrics`. */
  readonly address: SourceAddress
  /** How the names of the timers to tell begin; none: all, as many as are told at most. */
  readonly include?: readonly string[]
  /** The tier of the application that it is in. */
  readonly tier?: Tier
}

/** Reads a metrics servlet of Yammer Metrics 2 or Dropwizard Metrics 3 and 4, known by the shape of its answer. */
export class MetricsServletReader implements NodeReader {
  readonly source = 'metrics-servlet'
  readonly tier: Tier
  readonly node: string
  readonly #path: string
  readonly #client: SourceClient
  readonly #choice: TimerChoice
  readonly #start = new SteadyStart()

  constructor({ address, include = [], tier = 'jetty' }: MetricsServletOptions) {
    this.#client = new SourceClient(address)
    this.#path = new URL(address.url).pathname
    this.#choice = new TimerChoice(include)
    this.tier = tier
    this.node = this.#client.name
  }

  async check(): Promise<SourceFinding> {
    const { status, text, server } = await this.#ask()
    const metrics = status === 200 ? parseMetrics(jsonOf(text)) : undefined
    if (!metrics) return noMetrics(this.#path, status, textOf(server))
    const { timers } = metrics
    return metricsFinding(metrics, {
      all: timers.length,
      askedFor: timers.filter(({ name }) => this.#choice.isAskedFor(name)).length,
      told: this.#choice.take(timers).length,
    })
  }

  async read(): Promise<NodeReading> {
    const { status, text, clock } = await this.#ask()
    if (status !== 200) throw new Error(`${this.node}${this.#path} answers ${status}`)
    const metrics = parseMetrics(jsonOf(text))
    if (!metrics) throw new Error(`${this.node}${this.#path} answers neither Yammer's nor Dropwizard's metrics`)
    const { timers, signals, clockMs, up } = metrics
    // To the millisecond where the answer names it, to the second by its Date header otherwise.
    const now = clockMs === undefined ? clock : { fromMs: clockMs, toMs: clockMs + 1 }
    return {
      operations: this.#choice.take(timers),
      signals,
      ...(up && { startedMs: this.#start.take(up) }),
      ...(now && { clock: now }),
    }
  }

  close(): Promise<void> {
    return this.#client.close()
  }

  async #ask() {
    const answer = await this.#client.ask('')
    if (answer.status === 401)
      throw new Error(`${this.node}${this.#path} wants a user and password that it knows (answers 401)`)
    return answer
  }
}

const parseMetrics = (answer: unknown): ServletMetrics | undefined => parseDropwizard(answer) ?? parseYammer(answer)
