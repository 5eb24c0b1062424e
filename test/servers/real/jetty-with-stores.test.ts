import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cassandra, startCassandra } from '../../../src/servers/cassandra.js'
import { startElasticsearch } from '../../../src/servers/elasticsearch.js'
import { fetchServer } from '../../../src/servers/fetch-server.js'
import { startJetty } from '../../../src/servers/jetty.js'
import type { Server } from '../../../src/servers/server.js'
import { cli } from '../../e2e/cli-process.js'
import { temporaryFolder } from '../../e2e/run-folder.js'
import { clientRequests } from './client-requests.js'
import { gained, gainedByEach } from './gained.js'
import { dropwizard, page, pages } from './jetty-work.js'
import { nodeStats, SHARDS } from './search-work.js'

const POST = { method: 'POST' }

describe('Jetty before Cassandra and Elasticsearch', () => {
  const servers: Server[] = []
  let cassandra: Cassandra
  let elasticsearch: Server
  let jetty: Server
  beforeAll(async () => {
    for (const name of ['cassandra', 'elasticsearch', 'jetty'] as const) await fetchServer(name)
    cassandra = await startCassandra({ heapMb: 256 })
    servers.push(cassandra)
    elasticsearch = await startElasticsearch({ heapMb: 256 })
    servers.push(elasticsearch)
    jetty = await startJetty({
      cassandra: [`${cassandra.address}:${cassandra.port}`],
      search: `http://${elasticsearch.address}:${elasticsearch.port}`,
    })
    servers.push(jetty)
    // What the driver asks for by itself, once, is asked for by now.
    await pages(jetty, 1, '/tatami/post?user=jane&text=hello', POST)
    await pages(jetty, 1, '/tatami/timeline?user=jane')
  })
  afterAll(async () => {
    for (const server of servers.toReversed()) await server.stop()
  })

  it('reads at Cassandra as often as its pages say', async () => {
    const work = () => pages(jetty, 100, '/tatami/timeline?user=jane&reads=3')
    expect(await gained(clientRequests(cassandra), work)).toEqual({ Read: 300, Write: 0 })
  })

  it('writes and indexes each post once', async () => {
    const work = () => pages(jetty, 60, '/tatami/post?user=joe&text=hello', POST)
    const [requests, index] = await gainedByEach([clientRequests(cassandra), nodeStats(elasticsearch)], work)
    expect(requests).toEqual({ Read: 0, Write: 60 })
    expect(index).toMatchObject({ index: 60, 'search.query': 0 })
  })

  it('searches at each shard once for each search', async () => {
    const counts = await gained(nodeStats(elasticsearch), () => pages(jetty, 50, '/tatami/search?q=hello'))
    expect(counts).toMatchObject({ index: 0, 'search.query': 50 * SHARDS })
  })

  it('times its calls of both', async () => {
    const counts = await gained(dropwizard(jetty), async () => {
      await pages(jetty, 10, '/tatami/timeline?user=jane&reads=2')
      await pages(jetty, 5, '/tatami/search?q=hello')
    })
    expect(counts).toMatchObject({ 'app.request': 15, 'app.cassandra': 20, 'app.search': 5 })
  })

  it('tells their shares of each answer', async () => {
    const { serverTiming, text } = await page(jetty, '/tatami/post?user=jim&text=hi', POST)
    expect(serverTiming).toMatch(/^app;dur=[\d.]+, cass;dur=[\d.]+;desc="n=1", es;dur=[\d.]+;desc="n=1"$/)
    const [app = 0, cass = 0, es = 0] = [...serverTiming.matchAll(/dur=([\d.]+)/g)].map(([, ms]) => Number(ms))
    expect(cass + es).toBeLessThanOrEqual(app)
    expect(text).toMatch(/^[\da-f-]{36}\n$/)
    expect((await page(jetty, '/tatami/timeline?user=jim')).text).toContain('hi')
  })

  // The built command; what it finds is what a run would read.
  it('is found by tatami-load tiers, each server by its version', async () => {
    const file = join(temporaryFolder(), 'nodes.yaml')
    writeFileSync(
      file,
      `target: { urls: 'http://${jetty.address}:${jetty.port}' }
tiers:
  jettyJolokia: ${jetty.jolokia}
  jettyMetrics: http://${jetty.address}:${jetty.port}/metrics/dropwizard
  cassandraJolokia: ${cassandra.jolokia}
  cassandraCql: ${cassandra.address}:${cassandra.port}
  elasticsearch: http://${elasticsearch.address}:${elasticsearch.port}
`,
    )
    const { code, stdout, stderr } = await cli(['tiers', file, '--check'])
    expect(code, stdout + stderr).toBe(0)
    expect(stdout).toMatch(/\(jvm\)\n {4}Jetty 9\.4\.\d+.*, .*; gives /)
    expect(stdout).toMatch(/\(metrics-servlet\)\n {4}Dropwizard/)
    expect(stdout).toMatch(/\(cassandra-jmx\)\n {4}Cassandra 5\.0\.9, Jolokia 2\.6\.0; gives /)
    expect(stdout).toMatch(/\(cassandra-cql\)\n {4}Cassandra 5\.0\.9; gives counts of read/)
    expect(stdout).toMatch(/\(elasticsearch\)\n {4}Elasticsearch 7\.17\.29; gives /)
  })
})
