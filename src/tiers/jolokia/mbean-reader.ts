import type { NodeSource } from '../../metrics/node-span.js'
import type { Tier } from '../../metrics/tier.js'
import type { NodeReader, NodeReading, SourceFinding } from '../node-reader.js'
import type { JolokiaAnswer } from './jolokia-answer.js'
import type { JolokiaClient } from './jolokia-client.js'
import type { JolokiaRequest } from './jolokia-request.js'
import { isEmpty, type MbeanPart, partFinding } from './mbean-part.js'
import { summedSignals } from './summed-signals.js'

/** What is read of a JVM, and what for. */
export interface MbeanReaderOptions {
  readonly source: NodeSource
  readonly tier: Tier
  readonly client: JolokiaClient
  readonly parts: readonly MbeanPart[]
  readonly about: ServerName
}

/** How a server is asked what it is. */
export interface ServerName {
  /** What it must be, as a sentence about something else goes on: `is no Cassandra`. */
  readonly unlessFound: string
  readonly requests: readonly JolokiaRequest[]
  /** Its name and version; undefined when it is something else. */
  readonly read: (answers: readonly JolokiaAnswer[]) => string | undefined
}

/** Reads a server through the management beans of its JVM, in one request a reading. */
export class MbeanReader implements NodeReader {
  readonly source: NodeSource
  readonly tier: Tier
  readonly node: string
  readonly #client: JolokiaClient
  readonly #parts: readonly MbeanPart[]
  readonly #about: ServerName
  /** Requests, by their place, that were answered at least once. */
  readonly #told = new Set<number>()

  constructor({ source, tier, client, parts, about }: MbeanReaderOptions) {
    this.source = source
    this.tier = tier
    this.node = client.name
    this.#client = client
    this.#parts = parts
    this.#about = about
  }

  async check(): Promise<SourceFinding> {
    const agent = await this.#client.version()
    const { answers } = await this.#client.ask([...this.#about.requests, ...requestsOf(this.#parts)])
    const server = this.#about.read(answers)
    if (server === undefined) throw new Error(`${this.node} ${this.#about.unlessFound}`)
    const rest = answers.slice(this.#about.requests.length)
    const findings = dealt(this.#parts, rest).map(([part, own]) => partFinding(part, own))
    return {
      version: `${server}, Jolokia ${agent}`,
      gives: findings.flatMap(({ gives }) => gives),
      lacks: findings.flatMap(({ lacks }) => lacks),
    }
  }

  async read(): Promise<NodeReading> {
    const { answers, clock } = await this.#client.ask(requestsOf(this.#parts))
    this.#expectNoLapse(answers)
    const readings = dealt(this.#parts, answers).map(([part, own]) => part.read(own))
    if (readings.every(isEmpty)) throw new Error(`${this.node} lets nothing be read of all that is asked for`)
    const startedMs = readings.find((reading) => reading.startedMs !== undefined)?.startedMs
    return {
      operations: readings.flatMap(({ operations = [] }) => operations),
      signals: summedSignals(readings.flatMap(({ signals = [] }) => signals)),
      ...(startedMs !== undefined && { startedMs }),
      ...(clock && { clock }),
    }
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  // A counter that is missing once would seem to have gained all that it has when it is back.
  #expectNoLapse(answers: readonly JolokiaAnswer[]): void {
    for (const [i, answer] of answers.entries()) {
      if (answer.kind === 'value') this.#told.add(i)
      else if (answer.why === 'failed' && this.#told.has(i))
        throw new Error(`${this.node} fails to tell what it told before`)
    }
  }
}

const requestsOf = (parts: readonly MbeanPart[]): readonly JolokiaRequest[] => parts.flatMap(({ requests }) => requests)

/** Each part with the answers to what it asked. */
const dealt = (
  parts: readonly MbeanPart[],
  answers: readonly JolokiaAnswer[],
): readonly (readonly [MbeanPart, readonly JolokiaAnswer[]])[] => {
  let from = 0
  return parts.map((part) => {
    const own = answers.slice(from, from + part.requests.length)
    from += part.requests.length
    return [part, own] as const
  })
}
