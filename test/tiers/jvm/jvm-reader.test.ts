import { expect, onTestFinished, test } from 'vitest'
import type { Tier } from '../../../src/metrics/tier.js'
import { jvmReader } from '../../../src/tiers/jvm/jvm-reader.js'
import type { NodeReader, NodeReading } from '../../../src/tiers/node-reader.js'
import { type Agent, agentAnswer, type RecordedAnswer, recorded, startAgent } from '../jolokia/recorded-agent.js'
import { runNodeReaderContract } from '../node-reader-contract.js'

const OLD_JETTY = recorded('jetty-8.1-constructed')
const SEEN_JETTY = recorded('jetty-9.4.58')
const SEEN_OLD_JETTY = recorded('jetty-8.1.13')
const NEW_JETTY = recorded('jetty-12-constructed')

runNodeReaderContract('jvm', {
  make: (url) => jvmReader({ url }),
  answers: (path, _, body) => agentAnswer(SEEN_JETTY, path, body),
})

const readerOf = async (
  answers: readonly RecordedAnswer[],
  tier?: Tier,
): Promise<{ readonly agent: Agent; readonly reader: NodeReader }> => {
  const agent = await startAgent(answers)
  const reader = jvmReader({ url: agent.url }, tier)
  onTestFinished(() => reader.close())
  return { agent, reader }
}

const told = ({ signals }: NodeReading): Readonly<Record<string, number>> =>
  Object.fromEntries(signals.map(({ name, of, value }) => [of === undefined ? name : `${name} ${of}`, value]))

test('reads heap, collections, pool, sessions and caches of a Jetty in one request', async () => {
  const { agent, reader } = await readerOf(OLD_JETTY)
  const reading = await reader.read()
  expect(agent.posts).toHaveLength(1)
  expect(reader).toMatchObject({ source: 'jvm', tier: 'jetty', node: agent.host })
  expect(reading.startedMs).toBe(1_795_300_500_000)
  expect(told(reading)).toEqual({
    'heap-used': 402_653_184,
    'heap-max': 1_038_876_672,
    'heap-after-gc': 520_388_608,
    'gc-time ParNew': 610_000,
    'gc-runs ParNew': 44,
    'gc-time ConcurrentMarkSweep': 0,
    'gc-runs ConcurrentMarkSweep': 0,
    threads: 96,
    'cpu-time': 81_234_568,
    cores: 8,
    'active jetty': 12,
    'most-threads jetty': 254,
    'requests-active': 12,
    'sessions ROOT': 206,
    'sessions my-sessions': 1_031,
    'cache-hits user-cache': 90_220,
    'cache-misses user-cache': 1_404,
    'cache-hits status-cache': 0,
    'cache-misses status-cache': 0,
  })
  expect(reading.operations).toEqual([{ name: 'requests', count: 120_345, totalUs: 4_813_800_000 }])
})

test('reads what a Jetty 8 was seen to tell', async () => {
  const { reader } = await readerOf(SEEN_OLD_JETTY)
  const reading = await reader.read()
  expect(reading.operations).toEqual([{ name: 'requests', count: 43, totalUs: 99_000 }])
  expect(told(reading)).toMatchObject({
    ...{ 'active jetty': 2, 'most-threads jetty': 254, 'requests-active': 0, 'sessions ROOT': 43 },
    ...{ 'heap-after-gc': 5_520_352, 'gc-runs MarkSweepCompact': 1 },
  })
  expect((await reader.check()).version).toMatch(/^Jetty 8\.1\.13\.v20130916, OpenJDK/)
})

test('knows that Jetty 12 tells nanoseconds and which of its threads are busy', async () => {
  const { reader } = await readerOf(NEW_JETTY)
  const reading = await reader.read()
  expect(reading.operations).toEqual([{ name: 'requests', count: 1_000, totalUs: 2_500_000 }])
  expect(told(reading)).toEqual({
    'active jetty': 4,
    'most-threads jetty': 200,
    'queue jetty': 0,
    'active jetty 1': 0,
    'most-threads jetty 1': 8,
    'queue jetty 1': 3,
    'requests-active': 1,
    'sessions ROOT': 17,
  })
})

test('asks the JVM of another tier for nothing of a Jetty', async () => {
  const { agent, reader } = await readerOf(OLD_JETTY, 'elasticsearch')
  const finding = await reader.check()
  expect(reader.tier).toBe('elasticsearch')
  expect(finding.lacks).toEqual([])
  await reader.read()
  expect(agent.posts.at(-1)).not.toContain('jetty')
})

test('says what an old Jetty gives and lacks', async () => {
  const { reader } = await readerOf(OLD_JETTY)
  const finding = await reader.check()
  expect(finding.version).toBe('Jetty 8.1.12.v20130725, Java HotSpot(TM) 64-Bit Server VM 23.25-b01, Jolokia 1.7.2')
  expect(finding.gives).toHaveLength(5)
  expect(finding.lacks).toEqual([{ what: "the queue of Jetty's thread pool (Jetty 9 tells it)" }])
})

test('says with which lines a Jetty without beans would tell more', async () => {
  const { reader } = await readerOf(OLD_JETTY.filter(({ request }) => !/jetty|hazel|ehcache/.test(request.mbean ?? '')))
  const { lacks } = await reader.check()
  expect(lacks.map(({ what }) => what)).toEqual([
    "Jetty's thread pool",
    "requests of Jetty's StatisticsHandler: how many, their mean time, and those in hand",
    'HTTP sessions, as Jetty or Hazelcast holds them',
    "hits and misses of Ehcache's caches",
  ])
  expect(lacks[0]?.remedy).toContain('--add-to-start=stats,jmx')
  expect(lacks[2]?.remedy).toContain('-Dhazelcast.jmx=true')
})

test('says which lines of a policy are missing where it forbids', async () => {
  const forbidden = OLD_JETTY.map((answer) =>
    /session|IMap/.test(answer.request.mbean ?? '') ? { ...answer, status: 403 } : answer,
  )
  const { reader } = await readerOf(forbidden)
  const { lacks } = await reader.check()
  expect(lacks.find(({ what }) => what.includes('sessions'))?.remedy).toBe(
    `jolokia-access.xml, within <allow>:
<mbean><name>org.eclipse.jetty.server.session:*</name><attribute mode="read">*</attribute></mbean>
<mbean><name>com.hazelcast:*</name><attribute mode="read">*</attribute></mbean>`,
  )
})

test.each(['2.6', '1.7'])('sees that a policy of Jolokia %s forbids, although it answers 200', async (jolokia) => {
  const forbidden = recorded(`forbidden-jolokia-${jolokia}`)
  const { agent, reader } = await readerOf(forbidden)
  await expect(reader.check()).rejects.toThrow(
    `${agent.host} does not tell what JVM it is; its policy has to allow reading java.lang:*`,
  )
  const isRuntime = ({ request }: RecordedAnswer): boolean => request.mbean === 'java.lang:type=Runtime'
  agent.give([...OLD_JETTY.filter(isRuntime), ...forbidden.filter((answer) => !isRuntime(answer))])
  const { gives, lacks } = await reader.check()
  expect(gives).toEqual([])
  expect(lacks.slice(0, 2).map(({ remedy }) => remedy)).toEqual([
    'jolokia-access.xml, within <allow>:\n<mbean><name>java.lang:*</name><attribute mode="read">*</attribute></mbean>',
    'jolokia-access.xml, within <allow>:\n<mbean><name>org.eclipse.jetty.util.thread:*</name><attribute mode="read">*</attribute></mbean>',
  ])
})

test('reads what a Jetty 9.4 was seen to tell', async () => {
  const { reader } = await readerOf(SEEN_JETTY)
  const reading = await reader.read()
  expect(reading.operations).toEqual([{ name: 'requests', count: 43, totalUs: 31_000 }])
  expect(reading.clock).toEqual({ fromMs: 1_795_865_012_000, toMs: 1_795_865_013_000 })
  expect(told(reading)).toMatchObject({
    'active jetty': 2,
    'most-threads jetty': 200,
    'queue jetty': 0,
    'sessions ROOT': 0,
    'heap-after-gc': 7_876_992,
    'gc-runs MarkSweepCompact': 1,
    'cpu-time': 1_050_000,
    cores: 2,
  })
  expect((await reader.check()).lacks).toHaveLength(1)
})

test('says nothing of the heap after a collection before there was one', async () => {
  const { reader } = await readerOf(
    OLD_JETTY.map((answer) => {
      const none = { 'java.lang:name=ParNew,type=GarbageCollector': { CollectionCount: 0, CollectionTime: 0 } }
      return answer.request.mbean === 'java.lang:type=GarbageCollector,name=*' ? { ...answer, value: none } : answer
    }),
  )
  expect(told(await reader.read())).not.toHaveProperty('heap-after-gc')
})

test('rejects a reading in which a bean fails that told before', async () => {
  const { agent, reader } = await readerOf(OLD_JETTY)
  await reader.read()
  agent.give(
    OLD_JETTY.map((answer) =>
      answer.request.mbean?.includes('GarbageCollector') ? { ...answer, status: 500 } : answer,
    ),
  )
  await expect(reader.read()).rejects.toThrow(`${agent.host} fails to tell what it told before`)
  agent.give(OLD_JETTY)
  expect(told(await reader.read())['gc-runs ParNew']).toBe(44)
})

test('rejects a reading of nothing', async () => {
  const { agent, reader } = await readerOf([])
  await expect(reader.read()).rejects.toThrow(`${agent.host} lets nothing be read of all that is asked for`)
})
