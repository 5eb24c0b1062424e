import { type SearchProduct, startSearchNode } from './search-node.js'
import type { Server, ServerOptions } from './server.js'

const ELASTICSEARCH: SearchProduct = { name: 'elasticsearch', launcher: 'ElasticsearchNode', systemProperty: 'es' }

/** Starts Elasticsearch, one node, and resolves when it answers over REST. See `startJavaServer` for how it ends, and how it fails. */
export const startElasticsearch = (options?: ServerOptions): Promise<Server> => startSearchNode(ELASTICSEARCH, options)
