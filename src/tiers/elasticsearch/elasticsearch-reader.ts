import { jsonOf } from '../foreign-json.js'
import type { NodeReader, NodeReading, SourceFinding } from '../node-reader.js'
import { type SourceAddress, SourceClient } from '../source-client.js'
import { SteadyStart } from '../steady-start.js'
import { askOpen, findServer } from './find-server.js'
import { type NodeStats, parseNodeStats } from './node-stats.js'
import { searchFinding } from './search-finding.js'
import type { SearchServer } from './server-version.js'

/** Reads the stats of one node of Elasticsearch, 0.20 to 8.x, or of OpenSearch: that node's own, not its cluster's. */
export class ElasticsearchReader implements NodeReader {
  readonly source = 'elasticsearch'
  readonly tier = 'elasticsearch'
  readonly node: string
  readonly #client: SourceClient
  readonly #start = new SteadyStart()
  #server: SearchServer | undefined

  constructor(address: SourceAddress) {
    this.#client = new SourceClient(address)
    this.node = this.#client.name
  }

  async check(): Promise<SourceFinding> {
    this.#server = await findServer(this.#client)
    return searchFinding(this.#server, await this.#stats(this.#server))
  }

  // The first one asks what the server is, too, unless it was checked before.
  async read(): Promise<NodeReading> {
    this.#server ??= await findServer(this.#client)
    const { operations, signals, clockMs, up } = await this.#stats(this.#server)
    return {
      operations,
      signals,
      ...(up && { startedMs: this.#start.take(up) }),
      ...(clockMs !== undefined && { clock: { fromMs: clockMs, toMs: clockMs + 1 } }),
    }
  }

  close(): Promise<void> {
    return this.#client.close()
  }

  async #stats({ statsPath }: SearchServer): Promise<NodeStats> {
    const { status, text } = await askOpen(this.#client, statsPath)
    if (status !== 200) throw new Error(`${this.node} answers ${status} where its stats are asked for`)
    const answer = jsonOf(text)
    if (answer === undefined) throw new Error(`${this.node} answers its stats in something else than JSON`)
    return parseNodeStats(answer, this.node)
  }
}
