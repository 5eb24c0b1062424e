import type { Tier } from '../../metrics/tier.js'
import type { NodeReader, NodeReading, SourceFinding } from '../node-reader.js'
import { type SourceAddress, type SourceAnswer, SourceClient } from '../source-client.js'
import { formatOf, parseExposition, samplesIn } from './exposition.js'
import { findingOf } from './finding.js'
import { KNOWN_METRICS, signalsOf, startOf } from './known-signals.js'
import { type NamedTimes, operationOf, partsOf } from './named-times.js'
import type { ExpositionFormat } from './sample-line.js'

/** One exporter that speaks for one node of a tier. The URL's path is `/metrics` unless it names another; its query is asked with it. */
export interface PrometheusReaderOptions extends SourceAddress {
  readonly tier: Tier
  /** What reports call the node; host and port of the URL where it is absent. */
  readonly node?: string
  /** Histograms and summaries to read as operations. */
  readonly times: readonly NamedTimes[]
}

/** Reads the CPU time, the JVM's figures and the named histograms of one exporter. */
export class PrometheusReader implements NodeReader {
  readonly source = 'prometheus'
  readonly tier: Tier
  readonly node: string
  readonly #client: SourceClient
  readonly #path: string
  readonly #times: readonly NamedTimes[]
  readonly #wanted: ReadonlySet<string>

  constructor({ tier, node, times, ...address }: PrometheusReaderOptions) {
    const { pathname, search } = new URL(address.url)
    this.#client = new SourceClient(address)
    this.#path = `${pathname === '/' ? '/metrics' : ''}${search}`
    this.#times = times
    this.#wanted = new Set([...KNOWN_METRICS, ...times.flatMap(({ selector }) => partsOf(selector.metric))])
    this.tier = tier
    this.node = node ?? this.#client.name
  }

  async check(): Promise<SourceFinding> {
    const { text, format } = await this.#ask()
    return findingOf({ text, format, reading: this.#readingOf(text, format), times: this.#times })
  }

  async read(): Promise<NodeReading> {
    const { text, format, clock } = await this.#ask()
    return { ...this.#readingOf(text, format), ...(clock && { clock }) }
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  async #ask(): Promise<Pick<SourceAnswer, 'text' | 'clock'> & { readonly format: ExpositionFormat }> {
    const answer = await this.#client.ask(this.#path)
    const { name } = this.#client
    if (answer.status === 401 || answer.status === 403)
      throw new Error(`${name} answers ${answer.status}, so its address must carry a user and a password that it takes`)
    if (answer.status !== 200) throw new Error(`${name} answers ${answer.status} where its metrics should be`)
    const format = formatOf(answer.contentType)
    if (!format) throw new Error(`${name} answers something else than metrics in a text format`)
    return { ...answer, format }
  }

  #readingOf(text: string, format: ExpositionFormat): NodeReading {
    try {
      const samples = samplesIn(text, format, (name) => this.#wanted.has(name))
      if (samples.length === 0) expectMetrics(text, format)
      const operations = this.#times.map((times) => operationOf(times, samples))
      const startedMs = startOf(samples)
      return {
        operations: operations.filter((operation) => operation !== undefined),
        signals: signalsOf(samples),
        ...(startedMs !== undefined && { startedMs }),
      }
    } catch (error) {
      throw new Error(`${this.#client.name} answers metrics that cannot be read: ${messageOf(error)}`)
    }
  }
}

// What is wanted may come with its first use; a page or nothing is another matter.
const expectMetrics = (text: string, format: ExpositionFormat): void => {
  if (parseExposition(text, format).samples.length === 0) throw new Error('there are none')
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
