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
  }
  const profile = { ...meta.profile, tierSources: { serverTiming: true, nginxLogs: [], nodes } }
  const stored = withoutSecrets({ ...meta, profile })
  expect(JSON.stringify(stored)).not.toMatch(/secret|admin/)
  expect(stored.profile.tierSources?.nodes).toMatchObject({
    elasticsearch: ['http://node:8778/jolokia'],
    cassandraCql: [{ host: 'node', port: 9042 }],
  })
})
