import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { NodeAddresses } from '../../src/profile/tier-sources.js'
import { nodeReadersOf, queriesOf } from '../../src/tiers/index.js'
import { answeringServer } from './answering-server.js'
import { fixtureText } from './fixture.js'

const NONE: NodeAddresses = {
  jettyJolokia: [],
  jettyMetrics: [],
  cassandraJolokia: [],
  cassandraCql: [],
  elasticsearch: [],
  prometheus: [],
}

const readersOf = (nodes: Partial<NodeAddresses>) => {
  const readers = nodeReadersOf({ ...NONE, ...nodes })
  onTestFinished(async () => {
    for (const reader of readers) await reader.close()
  })
  return readers
}

test('an exporter is read for the times that the profile names', async () => {
  const { url } = await answeringServer(() => fixtureText('prometheus/prometheus-2.42.0.txt'))
  const metric = 'prometheus_http_request_duration_seconds{handler="/api/v1/query"}'
  const times = [{ operation: 'query', metric, unit: 's' }] as const
  const [reader] = readersOf({ prometheus: [{ url, tier: 'cassandra', times }] })
  expect((await reader?.read())?.operations).toMatchObject([{ name: 'query', count: 7 }])
})

test('a metrics servlet tells the timers that the profile names', async () => {
  const { url } = await answeringServer(() => fixtureText('metrics-servlet/dropwizard-4.2.json'))
  const all = await readersOf({ jettyMetrics: [url] })[0]?.read()
  const name = all?.operations.at(-1)?.name ?? ''
  const some = await readersOf({ jettyMetrics: [url], jettyMetricsTimers: [name] })[0]?.read()
  expect(all?.operations.length).toBeGreaterThan(1)
  expect(some?.operations.map((operation) => operation.name)).toEqual([name])
})

test('a Prometheus server is asked only once the run is over, so it is no node that is read', () => {
  const prometheusQueries = [
    { server: 'http://127.0.0.1:9/', tier: 'cassandra', name: 'load', query: 'node_load1', node: 'instance' },
  ] as const
  expect(readersOf({ prometheusQueries })).toEqual([])
  expect(queriesOf({ prometheusQueries }).map(({ tier, node }) => [tier, node])).toEqual([['cassandra', '127.0.0.1:9']])
})

const pem = (name: string): string => readFileSync(`fixtures/tls/${name}`, 'utf8')

test('CQL is spoken over TLS where the profile says so, with whom the target trusts', async () => {
  const server = createServer({ cert: pem('front.pem'), key: pem('front-key.pem') })
  server.on('tlsClientError', () => undefined)
  const heard = new Promise<Buffer>((resolve) => {
    server.on('secureConnection', (socket) => {
      socket
        .on('error', () => undefined)
        .once('data', (first: Buffer) => {
          resolve(first)
          socket.destroy()
        })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  const cassandraCql = [{ host: '127.0.0.1', port: (server.address() as AddressInfo).port }]
  const [reader] = nodeReadersOf(
    { ...NONE, cassandraCql, cassandraCqlTls: true },
    { ca: pem('ca.pem'), insecure: false },
  )
  onTestFinished(() => reader?.close())
  const check = expect(reader?.check()).rejects.toThrow(/does not answer CQL/)
  // A request's version has its highest bit free; STARTUP is 1, OPTIONS 5.
  const [version = 0xff, , , , opcode] = await heard
  expect(version).toBeLessThan(0x80)
  expect([1, 5]).toContain(opcode)
  await check
})
