import { expect, onTestFinished, test } from 'vitest'
import { cassandraJmxReader } from '../../../src/tiers/cassandra/cassandra-jmx-reader.js'
import type { NodeReader, NodeReading } from '../../../src/tiers/node-reader.js'
import { readingsApart } from '../../../src/tiers/readings-apart.js'
import { type Agent, agentAnswer, type RecordedAnswer, recorded, startAgent } from '../jolokia/recorded-agent.js'
import { runNodeReaderContract } from '../node-reader-contract.js'

const OLD = recorded('cassandra-1.2-constructed')
const SEEN = recorded('cassandra-5.0.9')
const SEEN_OLD = recorded('cassandra-1.2.6')
const MIDDLE = recorded('cassandra-3.0-constructed')

runNodeReaderContract('cassandra-jmx', {
  make: (url) => cassandraJmxReader({ url }),
  answers: (path, _, body) => agentAnswer(SEEN, path, body),
})

const readerOf = async (
  answers: readonly RecordedAnswer[],
): Promise<{ readonly agent: Agent; readonly reader: NodeReader }> => {
  const agent = await startAgent(answers)
  const reader = cassandraJmxReader({ url: agent.url })
  onTestFinished(() => reader.close())
  return { agent, reader }
}

const told = ({ signals }: NodeReading): ReadonlyMap<string, number> =>
  new Map(signals.map(({ name, of, value }) => [of === undefined ? name : `${name} ${of}`, value]))

const operation = ({ operations }: NodeReading, name: string) => operations.find((one) => one.name === name)

/** Operations by the bound of their bucket. */
const filled = (reading: NodeReading, name: string): readonly (readonly [number | undefined, number])[] => {
  const { upToUs = [], counts = [] } = operation(reading, name)?.buckets ?? {}
  return counts.flatMap((count, i) => (count > 0 ? [[upToUs[i], count] as const] : []))
}

const withValue = (
  answers: readonly RecordedAnswer[],
  mbean: string,
  type: string,
  value: unknown,
): readonly RecordedAnswer[] =>
  answers.map((answer) =>
    answer.request.mbean === mbean && answer.request.type === type ? { ...answer, value } : answer,
  )

const timer = (scope: string, name: string): string =>
  `org.apache.cassandra.metrics:type=ClientRequest,scope=${scope},name=${name}`

test("reads the histograms of an old Cassandra's StorageProxy, in one request", async () => {
  const { agent, reader } = await readerOf(OLD)
  const reading = await reader.read()
  expect(agent.posts).toHaveLength(1)
  expect(agent.posts[0]).not.toContain('Recent')
  expect(reader).toMatchObject({ source: 'cassandra-jmx', tier: 'cassandra' })
  expect(reading.operations.map(({ name, count, totalUs }) => [name, count, totalUs])).toEqual([
    ['read', 194, 490_400],
    ['write', 777, 125_100],
    ['range', 13, 30_026_400],
  ])
  expect(filled(reading, 'read')).toEqual([
    [310, 40],
    [924, 120],
    [4_768, 30],
    [61_214, 4],
  ])
  // More than 25 s: beyond the last bound.
  expect(filled(reading, 'range').at(-1)).toEqual([Number.POSITIVE_INFINITY, 1])
})

test('reads what an old Cassandra refused, where it queued and what it fell behind with', async () => {
  const { reader } = await readerOf(OLD)
  const signals = told(await reader.read())
  expect(Object.fromEntries(signals)).toMatchObject({
    'timed-out read': 2,
    'unavailable write': 0,
    'active ReadStage': 3,
    'queue ReadStage': 1,
    'blocked FlushWriter': 7,
    'dropped MUTATION': 4,
    'dropped READ': 0,
    'dropped _TRACE': 1,
    'compactions-pending': 5,
    'heap-after-gc': 520_388_608,
    'gc-runs ParNew': 210,
  })
  expect([...signals.keys()]).not.toContain('failed read')
  expect([...signals.keys()]).not.toContain('dropped BINARY')
})

test('reads the timers of a later Cassandra, which count nanoseconds', async () => {
  const { reader } = await readerOf(MIDDLE)
  const reading = await reader.read()
  expect(operation(reading, 'read')).toMatchObject({ count: 190, totalUs: 246_400 })
  const bounds = filled(reading, 'read').map(([bound]) => Math.round(bound ?? 0))
  expect(bounds[0]).toBeGreaterThanOrEqual(310)
  expect(bounds[0]).toBeLessThan(310 * 1.2)
  expect(operation(reading, 'cas-write')).toMatchObject({ count: 0 })
  expect(Object.fromEntries(told(reading))).toMatchObject({
    'active Native-Transport-Requests': 2,
    'most-threads Native-Transport-Requests': 128,
    'blocked Native-Transport-Requests': 3,
    'failed read': 0,
  })
})

test('reads what a Cassandra 5.0 was seen to tell, which counts microseconds', async () => {
  const { agent, reader } = await readerOf(SEEN)
  const reading = await reader.read()
  expect(agent.posts).toHaveLength(1)
  expect(reading.operations.map(({ name, count, totalUs }) => [name, count, totalUs])).toEqual([
    ['read', 1_241, 549_885],
    ['write', 778, 317_759],
    ['range', 9, 34_355],
    ['cas-read', 0, 0],
    ['cas-write', 1, 37_756],
  ])
  const reads = filled(reading, 'read')
  const mean = reads.reduce((sum, [bound = 0, count]) => sum + (bound / 1.1) * count, 0) / 1_241
  expect(mean / (549_885 / 1_241)).toBeCloseTo(1, 1)
  expect(reading.clock).toBeDefined()
  expect(Object.fromEntries(told(reading))).toMatchObject({
    'most-threads ReadStage': 8,
    'most-threads Native-Transport-Requests': 128,
    'most-threads MemtableFlushWriter': 1,
    'dropped READ_REQ': 0,
    'timed-out cas-write': 0,
    'compactions-pending': 0,
    'gc-runs MarkSweepCompact': 2,
  })
  const { version, lacks } = await reader.check()
  expect(version).toBe('Cassandra 5.0.9, Jolokia 2.6.0')
  expect(lacks).toEqual([])
})

test('reads what a Cassandra 1.2 was seen to tell, whose timers return a sample where later ones have buckets', async () => {
  const { reader } = await readerOf(SEEN_OLD)
  const reading = await reader.read()
  expect(reading.operations.map(({ name, count, totalUs }) => [name, count, totalUs])).toEqual([
    ['read', 1_236, 324_900],
    ['write', 777, 392_907],
    ['range', 2, 3_018],
  ])
  for (const [name, count] of [['read', 1_236] as const, ['write', 777] as const])
    expect(filled(reading, name).reduce((sum, [, many]) => sum + many, 0)).toBe(count)
  expect(Object.fromEntries(told(reading))).toMatchObject({
    'active ReadStage': 0,
    'timed-out read': 0,
    'dropped READ': 0,
    'compactions-pending': 0,
    'gc-runs Copy': 3,
  })
  expect((await reader.check()).version).toBe('Cassandra 1.2.6, Jolokia 2.6.0')
})

test('keeps the bounds of an operation once its unit is proven', async () => {
  const { agent, reader } = await readerOf(MIDDLE)
  const first = await reader.read()
  agent.give(withValue(MIDDLE, timer('Read', 'TotalLatency'), 'read', { Count: 10 ** 12 }))
  const second = await reader.read()
  expect(operation(second, 'read')?.buckets?.upToUs).toEqual(operation(first, 'read')?.buckets?.upToUs)
})

test('tells of two readings exactly the operations in between, with their buckets', async () => {
  const { agent, reader } = await readerOf(MIDDLE)
  const before = await reader.read()
  const values = MIDDLE.find(
    ({ request }) => request.mbean === timer('Write', 'Latency') && request.type === 'exec',
  )?.value
  const more = Array.isArray(values) ? values.map((count) => (count > 0 ? count + 23 : count)) : []
  agent.give(withValue(MIDDLE, timer('Write', 'Latency'), 'exec', more))
  const between = readingsApart(before, await reader.read())
  const writes = between?.operations.find(({ name }) => name === 'write')
  expect(writes?.count).toBe(23)
  expect(writes?.buckets?.map(([, count]) => count)).toEqual([23])
})

test('takes counts and mean times where the histograms are forbidden, and says which lines would give them', async () => {
  const { reader } = await readerOf(
    MIDDLE.map((answer) => (answer.request.type === 'exec' ? { ...answer, status: 403 } : answer)),
  )
  expect(operation(await reader.read(), 'read')).toEqual({ name: 'read', count: 190, totalUs: 246_400 })
  const { lacks } = await reader.check()
  expect(lacks[0]?.what).toBe(
    'the distributions of read, write, range, cas-read, cas-write: only counts and mean times',
  )
  expect(lacks[0]?.remedy).toContain(
    '<mbean><name>org.apache.cassandra.metrics:*</name><attribute mode="read">*</attribute><operation>values</operation></mbean>',
  )
})

test.each<[string, readonly RecordedAnswer[], string]>([
  ['1.2', OLD, 'Cassandra 1.2.6, Jolokia 1.7.2'],
  ['3.0', MIDDLE, 'Cassandra 3.0.29, Jolokia 1.7.2'],
])('says that it is Cassandra %s', async (_, answers, version) => {
  const { reader } = await readerOf(answers)
  const finding = await reader.check()
  expect(finding.version).toBe(version)
  expect(finding.gives).toContain('coordinator latency of reads, writes and ranges')
})

test('rejects the JVM of something else', async () => {
  const { agent, reader } = await readerOf(recorded('jetty-8.1-constructed'))
  await expect(reader.check()).rejects.toThrow(
    `${agent.host} is a JVM without Cassandra's beans, or its policy forbids reading org.apache.cassandra.db:*`,
  )
})
