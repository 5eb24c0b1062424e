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
  {
    jettyJolokia = [],
    jettyMetrics = [],
    jettyMetricsTimers: include = [],
    cassandraJolokia = [],
    cassandraCql = [],
    cassandraCqlTls,
    elasticsearch = [],
    prometheus = [],
  }: Partial<NodeAddresses> = {},
  tls: Trust = { insecure: false },
): readonly NodeReader[] => {
  const at = addressWith(tls)
  return [
    ...jettyJolokia.map((url) => jvmReader(at(url))),
    ...jettyMetrics.map((url) => new MetricsServletReader({ address: at(url), include })),
    ...cassandraJolokia.map((url) => cassandraJmxReader(at(url))),
    ...cassandraCql.map((address) => new CassandraCqlReader({ ...address, ...(cassandraCqlTls && { tls }) })),
    ...elasticsearch.map((url) => new ElasticsearchReader(at(url))),
    ...prometheus.map(
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

/** Closes all of them; one that cannot be closed keeps none of the others open. */
export const closeReaders = async (readers: readonly Pick<NodeReader, 'close'>[]): Promise<void> => {
  await Promise.allSettled(readers.map(async (reader) => reader.close()))
}

const namedTimes = ({ operation, metric, unit }: NonNullable<Exporter['times']>[number]): NamedTimes => ({
  operation,
  selector: parseSelector(metric),
  unit,
})

type Trust = Pick<TlsOptions, 'ca' | 'insecure'>

const addressWith =
  ({ ca, insecure }: Trust) =>
  (url: string) => ({ url, insecure, ...(ca !== undefined && { ca }) })
