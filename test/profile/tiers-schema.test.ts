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
    { url, tier: 'cassandra' },
  ])
  const { error } = tiersSchema.safeParse({ prometheus: [{ url, tier: 'network' }] })
  expect(error?.issues[0]?.message).toBe('write nginx, jetty, cassandra, elasticsearch')
})
