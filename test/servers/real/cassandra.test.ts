import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cassandra, startCassandra } from '../../../src/servers/cassandra.js'
import { fetchServer } from '../../../src/servers/fetch-server.js'
import { CassandraCqlReader } from '../../../src/tiers/cassandra/cassandra-cql-reader.js'
import { cassandraJmxReader } from '../../../src/tiers/cassandra/cassandra-jmx-reader.js'
import { CassandraWork } from './cassandra-work.js'
import { clientRequests } from './client-requests.js'
import { gained, gainedByEach } from './gained.js'

describe.each(['cassandra', 'cassandra-4.1'] as const)('a real %s', (release) => {
  let cassandra: Cassandra
  let work: CassandraWork
  beforeAll(async () => {
    await fetchServer(release)
    cassandra = await startCassandra({ release, heapMb: 256 })
    work = await CassandraWork.at(cassandra)
  })
  afterAll(async () => {
    await work?.close()
    await cassandra?.stop()
  })

  it('counts each write once, and nothing else', async () => {
    expect(await gained(clientRequests(cassandra), () => work.write(777))).toEqual({ Read: 0, Write: 777 })
  })

  it('counts each read once, and nothing else', async () => {
    expect(await gained(clientRequests(cassandra), () => work.read(1_234))).toEqual({ Read: 1_234, Write: 0 })
  })

  it('tells the same in its virtual tables', async () => {
    const counts = async () => ({
      reads: await work.virtualCount('coordinator_read_latency'),
      writes: await work.virtualCount('coordinator_write_latency'),
    })
    const before = await counts()
    await work.write(100)
    await work.read(200)
    const after = await counts()
    expect([after.reads - before.reads, after.writes - before.writes]).toEqual([200, 100])
  })

  it('is read by both readers as it counts itself', async () => {
    const { address, port, jolokia } = cassandra
    const readers = [
      cassandraJmxReader({ url: jolokia }),
      new CassandraCqlReader({ host: address, port }, undefined, 0),
    ]
    try {
      // The second reads system tables as it connects, which the first would count.
      for (const reader of readers.toReversed()) await reader.read()
      const gains = await gainedByEach(readers, async () => {
        await work.write(200)
        await work.read(300)
      })
      for (const gain of gains) expect(gain).toMatchObject({ read: 300, write: 200 })
    } finally {
      for (const reader of readers) await reader.close()
    }
  })

  it('starts without an error', () => {
    expect(readFileSync(cassandra.logPath, 'utf8')).not.toMatch(/^ERROR|Exception/m)
  })

  it('is said to have been killed, with the end of its log, and leaves nothing', async () => {
    await work.close()
    process.kill(cassandra.pid, 'SIGKILL')
    expect(await cassandra.died).toMatch(/^Cassandra \d[\d.]+ at [\d.]+:\d+ was ended by SIGKILL\n {2}\S/)
    await cassandra.stop()
    expect(existsSync(dirname(cassandra.logPath))).toBe(false)
  })
})
