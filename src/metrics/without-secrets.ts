import type { RiemannProfile } from '../profile/riemann-profile.js'
import type { NodeAddresses } from '../profile/tier-sources.js'
import type { RunMeta } from './run-record.js'

/** What is known of a run, without passwords and logins: these are not written to its folder. */
export const withoutSecrets = (meta: RunMeta): RunMeta => {
  const { accounts, target, tierSources, riemann } = meta.profile
  return {
    ...meta,
    profile: {
      ...meta.profile,
      ...(accounts.kind === 'pattern' && { accounts: { ...accounts, password: '' } }),
      ...(tierSources?.nodes && { tierSources: { ...tierSources, nodes: withoutLogins(tierSources.nodes) } }),
      ...(riemann && { riemann: withoutKeys(riemann) }),
      ...(target?.client && { target: { ...target, client: { ...target.client, passphrase: '' } } }),
    },
  }
}

const withoutLogins = ({ cassandraCql, prometheus, prometheusQueries, ...urls }: NodeAddresses): NodeAddresses => ({
  ...urls,
  jettyJolokia: urls.jettyJolokia.map(withoutLogin),
  jettyMetrics: urls.jettyMetrics.map(withoutLogin),
  cassandraJolokia: urls.cassandraJolokia.map(withoutLogin),
  cassandraCql: cassandraCql.map(({ host, port }) => ({ host, port })),
  elasticsearch: urls.elasticsearch.map(withoutLogin),
  prometheus: prometheus.map((exporter) => ({ ...exporter, url: withoutLogin(exporter.url) })),
  ...(prometheusQueries && {
    prometheusQueries: prometheusQueries.map((query) => ({ ...query, server: withoutLogin(query.server) })),
  }),
})

const withoutKeys = ({ trust, index, ...others }: RiemannProfile): RiemannProfile => ({
  ...others,
  trust: { ...trust, ...(trust.client && { client: { ...trust.client, passphrase: '' } }) },
  ...(index && { index: { ...index, url: withoutLogin(index.url) } }),
})

const withoutLogin = (text: string): string => {
  const url = new URL(text)
  url.username = ''
  url.password = ''
  return url.href
}
