import { expect, onTestFinished, test, vi } from 'vitest'
import { CassandraCqlReader } from '../../../src/tiers/cassandra/cassandra-cql-reader.js'
import type { CqlRow } from '../../../src/tiers/cassandra/cql-row.js'
import { openCql } from '../../../src/tiers/cassandra/cql-session.js'
import { SourceGone } from '../../../src/tiers/node-reader.js'
import { tablesWith } from './virtual-tables.js'

const ADDRESS = { host: '127.0.0.1', port: 9042 }

/** A node that answers queries for the tables given. */
const nodeWith = (answers: ReadonlyMap<string, readonly CqlRow[]>, apartMs = 0) => {
  const queries: string[] = []
  let closed = 0
  const open = async () => ({
    rows: async (query: string): Promise<readonly CqlRow[]> => {
      queries.push(query)
      const [, table = ''] = / FROM (\S+)/.exec(query) ?? []
      const rows = answers.get(table)
      if (rows === undefined) throw new Error('127.0.0.1:9042 refuses a query')
      return rows
    },
    close: async () => {
      closed++
    },
  })
  const reader = new CassandraCqlReader(ADDRESS, open, apartMs)
  onTestFinished(() => reader.close())
  return { reader, queries, closed: () => closed }
}

test('reads counts and pools of a node, and no times of versions that give thousandths', async () => {
  const { reader } = nodeWith(tablesWith('5.0.9'))
  expect(await reader.read()).toEqual({
    operations: [
      { name: 'read', count: 1_234 },
      { name: 'write', count: 777 },
      { name: 'range', count: 0 },
    ],
    signals: [
      { name: 'active', of: 'ReadStage', value: 1 },
      { name: 'most-threads', of: 'ReadStage', value: 8 },
      { name: 'queue', of: 'ReadStage', value: 0 },
      { name: 'blocked', of: 'ReadStage', value: 0 },
    ],
  })
  expect(reader).toMatchObject({ source: 'cassandra-cql', tier: 'cassandra', node: '127.0.0.1:9042' })
})

test('asks for its columns once and then for four tables a reading', async () => {
  const { reader, queries } = nodeWith(tablesWith('5.0.9'))
  await reader.read()
  const first = queries.length
  await reader.read()
  expect(queries.slice(first)).toHaveLength(4)
  expect(queries.filter((query) => query.includes('system_virtual_schema'))).toHaveLength(1)
})

test('asks one thing a second at most, always in the same order, but before a run', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const { reader, queries } = nodeWith(tablesWith('5.0.9'), 1_000)
  await reader.check()
  const before = queries.length
  const reading = reader.read()
  const asked = () => queries.slice(before).map((query) => / FROM system_views\.(\S+)/.exec(query)?.[1])
  const seen: number[] = []
  for (let second = 0; second < 4; second++) {
    await vi.advanceTimersByTimeAsync(second === 0 ? 999 : 1_000)
    seen.push(asked().length)
  }
  expect(seen).toEqual([1, 2, 3, 4])
  await reading
  expect(asked()).toEqual([
    'thread_pools',
    'coordinator_read_latency',
    'coordinator_write_latency',
    'coordinator_scan_latency',
  ])
})

test('takes the times of 4.0, unless they cannot be true', async () => {
  const { reader } = nodeWith(tablesWith('4.0.20', 1_000))
  expect((await reader.read()).operations[0]?.decayed).toEqual({ p50Us: 412, p99Us: 61_000, maxUs: 61_000 })
  const { reader: doubtful } = nodeWith(tablesWith('4.0.20'))
  expect((await doubtful.read()).operations[0]).toEqual({ name: 'read', count: 1_234 })
})

test('says what it gives and lacks', async () => {
  const { reader } = nodeWith(tablesWith('4.1.10'))
  const { version, gives, lacks } = await reader.check()
  expect(version).toBe('Cassandra 4.1.10')
  expect(gives).toEqual(['counts of read, write, range', 'thread pools of requests'])
  expect(lacks.map(({ what }) => what)).toEqual([
    'distributions, timeouts, dropped messages, compactions and heap, which JMX tells',
    'times: virtual tables of 4.1 and 5.0 give thousandths of them, so only counts are taken',
  ])
  expect(lacks[0]?.remedy).toContain('-javaagent:jolokia')
})

test.each<[string, ReadonlyMap<string, readonly CqlRow[]>, string]>([
  ['an old Cassandra', tablesWith('3.11.19'), '127.0.0.1:9042 is Cassandra 3.11.19, which has no virtual tables'],
  [
    'a node without such tables',
    new Map([...tablesWith('4.1.10'), ['system_virtual_schema.columns', []]]),
    '127.0.0.1:9042 shows no virtual table of latencies',
  ],
])('rejects %s and closes its session', async (_, answers, message) => {
  const { reader, closed } = nodeWith(answers)
  await expect(reader.check()).rejects.toThrow(message)
  await expect(reader.read()).rejects.toThrow(message)
  expect(closed()).toBe(2)
})

test('leaves out an operation whose table is missing', async () => {
  const without = tablesWith('5.0.9')
  const columns = without.get('system_virtual_schema.columns') ?? []
  const { reader } = nodeWith(
    new Map([
      ...without,
      ['system_virtual_schema.columns', columns.filter((row) => row.get('table_name') !== 'coordinator_scan_latency')],
    ]),
  )
  expect((await reader.read()).operations.map(({ name }) => name)).toEqual(['read', 'write'])
})

test('says in one sentence that nobody answers', async () => {
  const error = await openCql({ host: '127.0.0.1', port: 1 }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SourceGone)
  expect(String(error)).toMatch(/^SourceGone: 127\.0\.0\.1:1 does not answer CQL \([^.]*\)$/)
})
