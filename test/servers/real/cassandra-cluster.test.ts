import { Client, errors, types } from 'cassandra-driver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cassandra, startCassandra } from '../../../src/servers/cassandra.js'
import { fetchServer } from '../../../src/servers/fetch-server.js'
import { until } from '../../rehearsal/leftovers.js'
import { clientRequests } from './client-requests.js'
import { gainedByEach } from './gained.js'
import { inFlight } from './in-flight.js'

// Thirds of the ring.
const TOKENS = ['-9223372036854775808', '-3074457345618258603', '3074457345618258602'] as const
const QUORUM = { prepare: true, consistency: types.consistencies.quorum }

describe('three real Cassandra nodes', () => {
  const nodes: Cassandra[] = []
  let client: Client
  beforeAll(async () => {
    await fetchServer('cassandra')
    const first = await startCassandra({ heapMb: 256, token: TOKENS[0] })
    nodes.push(first)
    const others = TOKENS.slice(1).map((token) => startCassandra({ heapMb: 256, token, seeds: [first.seed] }))
    const started = await Promise.allSettled(others)
    nodes.push(...started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
    const failed = started.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
    client = new Client({
      contactPoints: nodes.map(({ address, port }) => `${address}:${port}`),
      localDataCenter: 'datacenter1',
      isMetadataSyncEnabled: false,
    })
    await client.connect()
    await until('one ring', isAgreed, 30_000)
    await client.execute("CREATE KEYSPACE t WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 3}")
    await client.execute('CREATE TABLE t.line (id int PRIMARY KEY, body text)')
    await until('one schema', isAgreed, 30_000)
    await write(30)
  })
  afterAll(async () => {
    await client?.shutdown()
    for (const node of nodes) await node.stop()
  })
  const write = (times: number) =>
    inFlight(times, 20, (i) => client.execute('INSERT INTO t.line (id, body) VALUES (?, ?)', [i, 'a body'], QUORUM))

  // What each node knows of itself and of the two others.
  const schemas = async (): Promise<readonly string[]> => {
    const queries = ['SELECT schema_version FROM system.local', 'SELECT schema_version FROM system.peers']
    const asked = client.hosts.values().flatMap((host) => queries.map((query) => client.execute(query, [], { host })))
    return (await Promise.all(asked)).flatMap(({ rows }) => rows.map((row) => String(row['schema_version'])))
  }
  // While a node joins, the driver takes one or another for down now and then; then they are not agreed yet.
  const isAgreed = async () => {
    const all = await schemas().catch((error: unknown) => {
      if (error instanceof errors.NoHostAvailableError) return []
      throw error
    })
    return all.length === 9 && new Set(all).size === 1
  }

  it('count each write at the one of them that coordinated it', async () => {
    const gains = await gainedByEach(nodes.map(clientRequests), () => write(400))
    const counts = gains.map(({ Write = Number.NaN }) => Write)
    expect(counts.length).toBe(3)
    expect(counts.reduce((sum, count) => sum + count)).toBe(400)
  })
})
