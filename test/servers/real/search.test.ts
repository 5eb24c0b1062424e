import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startElasticsearch } from '../../../src/servers/elasticsearch.js'
import { fetchServer } from '../../../src/servers/fetch-server.js'
import { startOpenSearch } from '../../../src/servers/opensearch.js'
import type { Server } from '../../../src/servers/server.js'
import { packageOf } from '../../../src/servers/server-packages.js'
import { ElasticsearchReader } from '../../../src/tiers/elasticsearch/elasticsearch-reader.js'
import { gainedByEach } from './gained.js'
import { jolokiaValues } from './jolokia.js'
import { nodeStats, SearchWork, SHARDS } from './search-work.js'

const PRODUCTS = [
  { name: 'elasticsearch', start: startElasticsearch },
  { name: 'opensearch', start: startOpenSearch },
] as const

describe.each(PRODUCTS)('a real $name', ({ name, start }) => {
  let server: Server
  let work: SearchWork
  let reader: ElasticsearchReader
  beforeAll(async () => {
    await fetchServer(name)
    server = await start({ heapMb: 256 })
    work = await SearchWork.at(server)
    reader = new ElasticsearchReader({ url: `http://${server.address}:${server.port}` })
  })
  afterAll(async () => {
    await reader?.close()
    await server?.stop()
  })
  const gains = (done: () => Promise<unknown>) => gainedByEach([nodeStats(server), reader], done)

  it('counts each document once', async () => {
    for (const gain of await gains(() => work.index(10, 100))) {
      expect(gain).toMatchObject({ index: 1_000, 'search.query': 0, 'search.fetch': 0, get: 0 })
    }
  })

  it('counts a query of each shard for each search', async () => {
    for (const gain of await gains(() => work.search(200))) {
      expect(gain).toMatchObject({ index: 0, 'search.query': 200 * SHARDS, get: 0 })
      // Fetched is from the shards whose hits are shown.
      expect(gain['search.fetch']).toBeGreaterThanOrEqual(200)
    }
  })

  it('counts each get once', async () => {
    for (const gain of await gains(() => work.get(50))) {
      expect(gain).toMatchObject({ index: 0, 'search.query': 0, 'search.fetch': 0, get: 50 })
    }
  })

  it('is known to its reader by name and version', async () => {
    expect((await reader.check()).version).toMatch(new RegExp(`${name}.*${packageOf(name).version}`, 'i'))
  })

  it('tells the heap that it was given by Jolokia', async () => {
    const [heap] = await jolokiaValues(server.jolokia, [
      { type: 'read', mbean: 'java.lang:type=Memory', attribute: 'HeapMemoryUsage' },
    ])
    expect(heap).toMatchObject({ max: expect.toSatisfy((max: number) => max > 200 * 2 ** 20 && max <= 256 * 2 ** 20) })
  })

  it('leaves nothing when it is stopped', async () => {
    expect(readFileSync(server.logPath, 'utf8')).not.toMatch(/^(ERROR|FATAL)/m)
    await server.stop()
    expect(existsSync(dirname(server.logPath))).toBe(false)
  })
})
