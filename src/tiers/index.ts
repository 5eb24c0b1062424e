import type { TlsOptions } from '../http/exchange.js'
import type { NodeAddresses } from '../profile/tier-sources.js'
import { CassandraCqlReader } from './cassandra/cassandra-cql-reader.js'
import { cassandraJmxReader } from './cassandra/cassandra-jmx-reader.js'
import { ElasticsearchReader } from './elasticsearch/elasticsearch-reader.js'
import { jvmReader } from './jvm/jvm-reader.js'
import { MetricsServletReader } from './metrics-servlet/metrics-servlet-reader.js'
import type { NodeReader } from './node-reader.js'
import { PrometheusReader } from './prometheus/prometheus-reader.js'
import { StubStatusReader } from './stub-status-reader.js'

/**
 * One reader for each node of each source that a profile names, in the profile's order; those over TLS trust whom the platform is
 * trusted by. They connect when they are first asked.
 */
export const nodeReadersOf = (
  nodes: NodeAddresses | undefined,
  tls: Trust = { insecure: false },
): readonly NodeReader[] => {
  if (nodes === undefined) return []
  const at = addressWith(tls)
  return [
    ...nodes.jettyJolokia.map((url) => jvmReader(at(url))),
    ...nodes.jettyMetrics.map((url) => new MetricsServletReader({ address: at(url) })),
    ...nodes.cassandraJolokia.map((url) => cassandraJmxReader(at(url))),
    ...nodes.cassandraCql.map((address) => new CassandraCqlReader(address)),
    ...nodes.elasticsearch.map((url) => new ElasticsearchReader(at(url))),
    ...nodes.prometheus.map(({ url, tier }) => new PrometheusReader({ ...at(url), tier, times: [] })),
  ]
}

/** The same for status pages of nginx; in a run it is `FrontWatch` that reads them. */
export const statusReadersOf = (
  urls: readonly string[] = [],
  tls: Trust = { insecure: false },
): readonly NodeReader[] => urls.map((url) => new StubStatusReader(addressWith(tls)(url)))

type Trust = Pick<TlsOptions, 'ca' | 'insecure'>

const addressWith =
  ({ ca, insecure }: Trust) =>
  (url: string) => ({ url, insecure, ...(ca !== undefined && { ca }) })
