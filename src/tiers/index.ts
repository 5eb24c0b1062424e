import type { NodeAddresses } from '../profile/event-profile.js'
import { ElasticsearchReader } from './elasticsearch/elasticsearch-reader.js'
import { MetricsServletReader } from './metrics-servlet/metrics-servlet-reader.js'
import type { NodeReader } from './node-reader.js'

/** One reader for each node of each source that a profile names, in the profile's order. They connect when they are first asked. */
export const nodeReadersOf = (nodes: NodeAddresses | undefined): readonly NodeReader[] =>
  nodes === undefined
    ? []
    : [
        ...nodes.jettyMetrics.map((url) => new MetricsServletReader({ address: { url } })),
        ...nodes.elasticsearch.map((url) => new ElasticsearchReader({ url })),
      ]
