import { type SearchProduct, startSearchNode } from './search-node.js'
import type { Server, ServerOptions } from './server.js'

const OPENSEARCH: SearchProduct = { name: 'opensearch', launcher: 'OpenSearchNode', systemProperty: 'opensearch' }

/** Starts OpenSearch, one node, and resolves when it answers over REST. See `startJavaServer` for how it ends, and how it fails. */
export const startOpenSearch = (options?: ServerOptions): Promise<Server> => startSearchNode(OPENSEARCH, options)
