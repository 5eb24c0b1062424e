import type { NodeSpan } from '../../metrics/node-span.js'
import type { ServerQuery } from '../../profile/tier-sources.js'
import { foreignText } from '../foreign-text.js'
import { type SourceFinding, SourceGone } from '../node-reader.js'
import type { SourceAddress } from '../source-client.js'
import { PrometheusServer } from './prometheus-server.js'
import type { QuerySeries } from './query-answer.js'

/** One figure that a Prometheus server is asked for, by node of a tier. */
export interface PrometheusQueryOptions extends Omit<ServerQuery, 'server'> {
  readonly address: SourceAddress
}

/** The run in wall-clock time. */
export interface RunWindow {
  readonly startMs: number
  readonly endUs: number
}

/** As fine as servers usually scrape; a server answers 11,000 points of a series at most. */
const FINEST_STEP_S = 5
const MOST_POINTS = 10_000
/** A table bears no more of one figure. */
const MOST_NODES = 100
const LONGEST_NAME = 200

/** Asks a Prometheus server once a run is over what it stored meanwhile. */
export class PrometheusQuery {
  readonly source = 'prometheus-server'
  readonly tier: ServerQuery['tier']
  readonly node: string
  readonly #o: PrometheusQueryOptions
  readonly #server: PrometheusServer

  constructor(options: PrometheusQueryOptions) {
    this.#o = options
    this.#server = new PrometheusServer(options.address)
    this.tier = options.tier
    this.node = this.#server.name
  }

  /** Asks for the figure as it is now. Rejects as a `NodeReader` does. */
  async check(): Promise<SourceFinding> {
    const { name, query } = this.#o
    const version = await this.#server.check()
    const nodes = this.#byNode(await this.#server.at(query, Date.now())).map(([node]) => node)
    return {
      version,
      gives: nodes.length === 0 ? [] : [`${name} of ${nodes.join(', ')}`],
      lacks: nodes.length === 0 ? [{ what: `any series of ${name} now`, remedy: query }] : [],
    }
  }

  /** The figure over the run, node by node; a span that is void where the server cannot be asked any more. Never rejects. */
  async spans({ startMs, endUs }: RunWindow): Promise<readonly NodeSpan[]> {
    const { name, query, tier } = this.#o
    const common = { source: this.source, tier } as const
    try {
      const stepS = Math.max(FINEST_STEP_S, Math.ceil(endUs / 1e6 / MOST_POINTS))
      const window = { fromMs: startMs, toMs: startMs + endUs / 1_000, stepS }
      const nodes = this.#byNode(await this.#server.over(query, window))
      return nodes.flatMap(([node, points]) =>
        spansOf(points, startMs, endUs).map(({ value, ...span }) => ({
          ...{ ...common, node, ...span },
          signals: [{ name: 'queried', of: name, value }],
        })),
      )
    } catch (error) {
      const reason = error instanceof SourceGone ? 'unreachable' : 'unreadable'
      return [{ ...common, node: this.node, fromUs: 0, toUs: endUs, void: reason }]
    }
  }

  close(): Promise<void> {
    return this.#server.close()
  }

  #byNode(series: readonly QuerySeries[]): readonly (readonly [node: string, points: QuerySeries['points']])[] {
    const { name, node } = this.#o
    const byNode = new Map(
      series.map(({ labels, points }) => [foreignText(labels.get(node) ?? 'all', LONGEST_NAME), points]),
    )
    if (series.length > Math.min(MOST_NODES, byNode.size))
      throw new Error(`${this.node} answers ${name} with ${series.length} series; add them up by ${node}`)
    return [...byNode]
  }
}

// A point holds from the one before it, the first from the run's start.
const spansOf = (points: QuerySeries['points'], startMs: number, endUs: number) => {
  let fromUs = 0
  return points.map(([timeS, value]) => {
    const toUs = Math.min(Math.max(Math.round((timeS * 1_000 - startMs) * 1_000), fromUs), endUs)
    const span = { fromUs, toUs, value }
    fromUs = toUs
    return span
  })
}
