import { z } from 'zod'
import type { Server } from '../../../src/servers/server.js'
import { asked } from './asked.js'
import type { Counting } from './gained.js'
import { inFlight } from './in-flight.js'

/** Shards of the index: each search is a query at every one of them. */
export const SHARDS = 2
const IN_FLIGHT = 8

/** Indexing, searches and gets that are all the work of a node. */
export class SearchWork {
  readonly #url: string
  #indexed = 0

  static async at(server: Server): Promise<SearchWork> {
    const work = new SearchWork(urlOf(server))
    await work.#send('PUT', '/posts', { settings: { number_of_shards: SHARDS, number_of_replicas: 0 } })
    return work
  }

  private constructor(url: string) {
    this.#url = url
  }

  /** So many documents, in bulks; they can be found afterwards. */
  async index(bulks: number, each: number): Promise<void> {
    for (let bulk = 0; bulk < bulks; bulk++) {
      const lines = Array.from({ length: each }, () => {
        const id = this.#indexed++
        return `{"index":{"_id":"${id}"}}\n{"text":"post number ${id}"}\n`
      })
      const { errors } = z
        .object({ errors: z.boolean() })
        .parse(await asked(`${this.#url}/posts/_bulk`, 'POST', lines.join('')))
      if (errors) throw new Error('a bulk was not taken as a whole')
    }
    await this.#send('POST', '/posts/_refresh')
  }

  /** Searches that find something at every shard. */
  search(times: number): Promise<void> {
    const body = { query: { match: { text: 'post' } } }
    return inFlight(times, IN_FLIGHT, () => this.#send('POST', '/posts/_search', body))
  }

  get(times: number): Promise<void> {
    return inFlight(times, IN_FLIGHT, (i) => this.#send('GET', `/posts/_doc/${i}`))
  }

  #send(method: string, path: string, body?: unknown): Promise<unknown> {
    return asked(`${this.#url}${path}`, method, body === undefined ? undefined : JSON.stringify(body))
  }
}

/** The node's own counts: what any reader of them must agree with. */
export const nodeStats = (server: Server): Counting => ({
  read: async () => {
    const { nodes } = STATS.parse(await asked(`${urlOf(server)}/_nodes/stats/indices`))
    const [node, ...others] = Object.values(nodes)
    if (!node || others.length > 0) throw new Error('the cluster is not one node')
    const { indexing, search, get } = node.indices
    return {
      operations: [
        { name: 'index', count: indexing.index_total },
        { name: 'search.query', count: search.query_total },
        { name: 'search.fetch', count: search.fetch_total },
        { name: 'get', count: get.total },
      ],
    }
  },
})

const STATS = z.object({
  nodes: z.record(
    z.string(),
    z.object({
      indices: z.object({
        indexing: z.object({ index_total: z.number() }),
        search: z.object({ query_total: z.number(), fetch_total: z.number() }),
        get: z.object({ total: z.number() }),
      }),
    }),
  ),
})

const urlOf = ({ address, port }: Server): string => `http://${address}:${port}`
