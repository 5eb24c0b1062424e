import { entriesAt, jsonOf } from '../foreign-json.js'
import type { SourceClient } from '../source-client.js'
import { type SearchServer, STATS_PATHS, serverOfNode, serverOfRoot } from './server-version.js'

/**
 * Asks a server what it is. A node that was embedded without the module for `/` tells its version elsewhere, and a proxy that
 * lets nothing but the stats through is known by them. Rejects when it is no Elasticsearch, or wants to know who asks.
 */
export const findServer = async (client: SourceClient): Promise<SearchServer> => {
  const root = await askOpen(client, '/')
  const server = serverOfRoot(jsonOf(root.text))
  if (server) return server
  if (root.status === 200) throw new Error(`${client.name} is no Elasticsearch, since its answer at / names no version`)
  const node = await askOpen(client, '/_nodes/_local')
  const byNode = serverOfNode(jsonOf(node.text)) ?? (await byStats(client))
  if (!byNode) throw new Error(`${client.name} is no Elasticsearch, since it answers ${root.status} at /`)
  return byNode
}

/** An answer of a server that lets us in. */
export const askOpen = async (client: SourceClient, path: string) => {
  const answer = await client.ask(path)
  if (answer.status === 401) throw new Error(`${client.name} wants a user and password that it knows (answers 401)`)
  if (answer.status === 403)
    throw new Error(`${client.name} wants a user with the cluster privilege monitor (answers 403)`)
  return answer
}

const byStats = async (client: SourceClient): Promise<SearchServer | undefined> => {
  for (const statsPath of STATS_PATHS) {
    const { status, text } = await askOpen(client, statsPath)
    if (status === 200 && entriesAt(jsonOf(text), 'nodes').length > 0) return { product: 'Elasticsearch', statsPath }
  }
  return undefined
}
