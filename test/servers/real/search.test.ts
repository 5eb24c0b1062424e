import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSearch, userDocument } from '../../../src/rehearsal/stores/search-client.js'
import { startElasticsearch } from '../../../src/servers/elasticsearch.js'
import { fetchServer } from '../../../src/servers/fetch-server.js'
import { startOpenSearch } from '../../../src/servers/opensearch.js'
import type { Server } from '../../../src/servers/server.js'
import { packageOf } from '../../../src/servers/server-packages.js'
import { ElasticsearchReader } from '../../../src/tiers/elasticsearch/elasticsearch-reader.js'
import { until } from '../../rehearsal/leftovers.js'
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

  it('takes what the rehearsal indexes, and finds it', async () => {
    const search = openSearch(`http://${server.address}:${server.port}`)
    const id = '3767ac64-e6c1-11f1-a5ed-000000d50004'
    const source = { domain: 'bank.example', username: 'user7', content: 'the zeppelin lands', at: 1 }
    const people = [7, 70, 8].map((user) => userDocument(user, 'bank.example', [`user${user}`]))
    try {
      await search.create()
      await search.indexAll([{ index: 'status', id, source }, ...people])
      await until('the status', async () => (await search.statuses('bank.example', ['zeppelin'])).length > 0, 10_000)
      expect(await search.statuses('bank.example', ['zeppelin', 'lands'])).toEqual([id])
      expect(await search.statuses('other.example', ['zeppelin'])).toEqual([])
      const found = () => search.users('bank.example', 'user7')
      await until('the people', async () => (await found()).length > 0, 10_000)
      expect((await found()).toSorted((a, b) => a - b)).toEqual([7, 70])
      await search.remove(id)
      await until('its end', async () => (await search.statuses('bank.example', ['zeppelin'])).length === 0, 10_000)
    } finally {
      await search.close()
    }
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
