import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { NodeAddresses } from '../../src/profile/tier-sources.js'
import { nodeReadersOf, queriesOf } from '../../src/tiers/index.js'
import { answeringServer } from './answering-server.js'
import { fixtureText } from './fixture.js'

const readersOf = (nodes: Partial<NodeAddresses>) => {
  const readers = nodeReadersOf(nodes)
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

/** The answer to a CQL request: an ERROR that says that the login is no good. */
const badLogin = ([version = 4, , high = 0, low = 0]: Buffer): Buffer => {
  const body = Buffer.from([0, 0, 1, 0, 0, 2, 0x6e, 0x6f])
  return Buffer.concat([Buffer.from([0x80 | version, 0, high, low, 0, 0, 0, 0, body.length]), body])
}

test('CQL is spoken over TLS where the profile says so, with whom the target trusts', async () => {
  const requests: Buffer[] = []
  const server = createServer({ cert: pem('front.pem'), key: pem('front-key.pem') }, (socket) => {
    socket
      .on('error', () => undefined)
      .on('data', (request: Buffer) => {
        requests.push(request)
        socket.write(badLogin(request))
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const nodes = { cassandraCql: [{ host: '127.0.0.1', port }], cassandraCqlTls: true }
  const [reader] = nodeReadersOf(nodes, { ca: pem('ca.pem'), insecure: false })
  onTestFinished(() => reader?.close())
  await expect(reader?.check()).rejects.toThrow(`127.0.0.1:${port} `)
  // A request's version has its highest bit free; STARTUP is 1, OPTIONS 5.
  const [version = 0xff, , , , opcode] = requests[0] ?? []
  expect(version).toBeLessThan(0x80)
  expect([1, 5]).toContain(opcode)
})
