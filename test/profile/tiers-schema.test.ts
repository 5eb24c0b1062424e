import { expect, test } from 'vitest'
import { tiersSchema } from '../../src/profile/tiers-schema.js'

test.each([
  ['10.0.0.21:9042', { host: '10.0.0.21', port: 9_042 }],
  ['cassandra-1.bank.example:9042', { host: 'cassandra-1.bank.example', port: 9_042 }],
  ['[fd00::21]:9042', { host: 'fd00::21', port: 9_042 }],
  ['reader:se:cr@et@10.0.0.21:9042', { host: '10.0.0.21', port: 9_042, user: 'reader', password: 'se:cr@et' }],
])('a CQL address may be written %s', (written, node) => {
  expect(tiersSchema.parse({ cassandraCql: written }).cassandraCql).toEqual([node])
})

test.each([
  ['cassandraCql', '10.0.0.21'],
  ['cassandraCql', '10.0.0.21:99999'],
  ['otlp', '4318'],
  ['otlp', '10.0.0.9:4318,10.0.0.10:4318'],
  ['nginxSyslog', ''],
  ['elasticsearch', '10.0.0.31:9200'],
  ['jettyJolokia', 'ftp://10.0.0.11/jolokia'],
])('%s is not %s, and what to write instead is said', (key, written) => {
  const { error } = tiersSchema.safeParse({ [key]: written })
  expect(error?.issues[0]?.message).toMatch(/^(write|name one) .*(such as|or )/)
})

test('an exporter is of a tier that has nodes', () => {
  const url = 'http://10.0.0.21:9100/metrics'
  expect(tiersSchema.parse({ prometheus: [{ url, tier: 'cassandra' }] }).prometheus).toEqual([
    { url, tier: 'cassandra', times: [] },
  ])
  const { error } = tiersSchema.safeParse({ prometheus: [{ url, tier: 'network' }] })
  expect(error?.issues[0]?.message).toBe('write nginx, jetty, cassandra, elasticsearch')
})

test('times of an exporter are seconds unless they are something else', () => {
  const times = [
    { operation: 'read', metric: 'cassandra_latency{scope="Read"}' },
    { operation: 'write', metric: 'cassandra_latency_ms', unit: 'ms' },
  ]
  const [exporter] =
    tiersSchema.parse({ prometheus: [{ url: 'http://c1:9404', tier: 'cassandra', times }] }).prometheus ?? []
  expect(exporter?.times.map(({ unit }) => unit)).toEqual(['s', 'ms'])
})

test.each([
  [{ operation: 'read', metric: '{scope="Read"}' }, /does not begin with a metric's name, such as/],
  [{ operation: 'read', metric: 'x{scope=Read}' }, /has a matcher that cannot be read/],
  [{ operation: '', metric: 'x' }, /^name the operation/],
  [{ operation: 'read', metric: 'x', unit: 'min' }, /^write s, ms or us$/],
])('%j are no times, and what to write instead is said', (times, message) => {
  const { error } = tiersSchema.safeParse({ prometheus: [{ url: 'http://c1', tier: 'cassandra', times: [times] }] })
  expect(error?.issues[0]?.message).toMatch(message)
})

test('a figure of a Prometheus server is by instance unless another label names the node', () => {
  const query = { server: 'http://p:9090', tier: 'cassandra', name: 'load', query: 'node_load1' }
  expect(tiersSchema.parse({ prometheusQueries: [query] }).prometheusQueries).toEqual([
    { ...query, server: 'http://p:9090/', node: 'instance' },
  ])
  const { error } = tiersSchema.safeParse({ prometheusQueries: [{ ...query, server: 'p:9090' }] })
  expect(error?.issues[0]?.message).toBe('write a URL, such as http://10.0.0.50:9090')
})

test('rejections of Elasticsearch fail a run or are a warning', () => {
  expect(tiersSchema.parse({ elasticsearchRejections: 'warn' }).elasticsearchRejections).toBe('warn')
  const { error } = tiersSchema.safeParse({ elasticsearchRejections: 'ignore' })
  expect(error?.issues[0]?.message).toBe('write fail or warn')
})
