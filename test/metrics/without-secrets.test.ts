import { expect, test } from 'vitest'
import { withoutSecrets } from '../../src/metrics/without-secrets.js'
import { runMeta } from './stored-runs.js'

const url = 'http://admin:secret@node:8778/jolokia'

test('logins of nodes are not stored, their addresses are', () => {
  const meta = runMeta()
  const nodes = {
    jettyJolokia: [url],
    jettyMetrics: [url],
    cassandraJolokia: [url],
    cassandraCql: [{ host: 'node', port: 9042, user: 'admin', password: 'secret' }],
    elasticsearch: [url],
    prometheus: [{ url, tier: 'cassandra' as const }],
    prometheusQueries: [{ server: url, tier: 'cassandra' as const, name: 'load', query: 'x', node: 'instance' }],
  }
  const riemann = {
    trust: { insecure: false, client: { certFile: '/a.pem', keyFile: '/b.pem', passphrase: 'secret' } },
    index: { url: 'ws://admin:secret@riemann:5556/', query: 'true' },
  }
  const profile = { ...meta.profile, riemann, tierSources: { serverTiming: true, nginxLogs: [], nodes } }
  const stored = withoutSecrets({ ...meta, profile })
  expect(JSON.stringify(stored)).not.toMatch(/secret|admin/)
  expect(stored.profile.tierSources?.nodes).toMatchObject({
    elasticsearch: ['http://node:8778/jolokia'],
    cassandraCql: [{ host: 'node', port: 9042 }],
    prometheusQueries: [{ server: 'http://node:8778/jolokia', query: 'x' }],
  })
  expect(stored.profile.riemann).toMatchObject({ index: { url: 'ws://riemann:5556/', query: 'true' } })
})
