import type { TlsOptions } from '../http/exchange.js'
import { parseSelector } from '../profile/selector.js'
import type { Exporter, NodeAddresses } from '../profile/tier-sources.js'
import { CassandraCqlReader } from './cassandra/cassandra-cql-reader.js'
import { cassandraJmxReader } from './cassandra/cassandra-jmx-reader.js'
import { ElasticsearchReader } from './elasticsearch/elasticsearch-reader.js'
import { jvmReader } from './jvm/jvm-reader.js'
import { MetricsServletReader } from './metrics-servlet/metrics-servlet-reader.js'
import type { NodeReader } from './node-reader.js'
import type { NamedTimes } from './prometheus/named-times.js'
import { PrometheusQuery } from './prometheus/prometheus-query.js'
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
  const { jettyMetricsTimers: include = [], cassandraCqlTls } = nodes
  return [
    ...nodes.jettyJolokia.map((url) => jvmReader(at(url))),
    ...nodes.jettyMetrics.map((url) => new MetricsServletReader({ address: at(url), include })),
    ...nodes.cassandraJolokia.map((url) => cassandraJmxReader(at(url))),
    ...nodes.cassandraCql.map((address) => new CassandraCqlReader({ ...address, ...(cassandraCqlTls && { tls }) })),
    ...nodes.elasticsearch.map((url) => new ElasticsearchReader(at(url))),
    ...nodes.prometheus.map(
      ({ url, tier, times = [] }) => new PrometheusReader({ ...at(url), tier, times: times.map(namedTimes) }),
    ),
  ]
}

/** What Prometheus servers are asked once the run is over, in the profile's order. */
export const queriesOf = (
  { prometheusQueries = [] }: Pick<NodeAddresses, 'prometheusQueries'> = {},
  tls: Trust = { insecure: false },
): readonly PrometheusQuery[] =>
  prometheusQueries.map(({ server, ...query }) => new PrometheusQuery({ ...query, address: addressWith(tls)(server) }))

/** The same for status pages of nginx; in a run it is `FrontWatch` that reads them. */
export const statusReadersOf = (
  urls: readonly string[] = [],
  tls: Trust = { insecure: false },
): readonly NodeReader[] => urls.map((url) => new StubStatusReader(addressWith(tls)(url)))

const namedTimes = ({ operation, metric, unit }: NonNullable<Exporter['times']>[number]): NamedTimes => ({
  operation,
  selector: parseSelector(metric),
  unit,
})

type Trust = Pick<TlsOptions, 'ca' | 'insecure'>

const addressWith =
  ({ ca, insecure }: Trust) =>
  (url: string) => ({ url, insecure, ...(ca !== undefined && { ca }) })
