import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/base/random.js'
import { EventQueue } from '../../src/rehearsal/event-queue.js'
import { JettyNode, type Spent } from '../../src/rehearsal/jetty-node.js'
import { DEFAULT_MODEL } from '../../src/rehearsal/stack-model.js'
import { StoreCluster } from '../../src/rehearsal/store-cluster.js'
import { Work } from '../../src/rehearsal/work.js'
import { planOf } from './fault-plans.js'
import { runOut } from './virtual-time.js'

const nodeWith = (faults: readonly string[], limits: Partial<{ threads: number; cores: number }> = {}) => {
  const queue = new EventQueue()
  const parts = { queue, faults: planOf(faults, 0), random: randomStream(1, 'test') }
  const stores = {
    cassandra: new StoreCluster('cassandra', 1, DEFAULT_MODEL.cassandra, parts),
    elasticsearch: new StoreCluster('elasticsearch', 1, DEFAULT_MODEL.elasticsearch, parts),
  }
  const node = new JettyNode(1, { ...DEFAULT_MODEL.jetty, ...limits }, parts, stores)
  return { queue, node, stores }
}

const workOf = (cassandra: number, elasticsearch: number): Work => {
  const healthy = { fails: () => false }
  const work = new Work({ cassandra: healthy, elasticsearch: healthy }, 0)
  work.kind = 'poll'
  work.operations(cassandra)
  work.queries(elasticsearch)
  return work
}

const spentBy = (faults: readonly string[], work: Work): Spent => {
  const { queue, node } = nodeWith(faults)
  let spent: Spent | undefined
  node.run(0, work, (result) => {
    spent = result
  })
  runOut(queue)
  if (spent === undefined) throw new Error('the request was not answered')
  return spent
}

describe('JettyNode', () => {
  it('tells the time of each store apart, and its own includes them', () => {
    const { finishUs, cassandraUs, elasticsearchUs } = spentBy([], workOf(2, 1))
    expect(cassandraUs).toBeGreaterThan(200)
    expect(elasticsearchUs).toBeGreaterThan(1_000)
    expect(finishUs).toBeGreaterThan(cassandraUs + elasticsearchUs)
    expect(spentBy([], workOf(0, 0))).toMatchObject({ cassandraUs: 0, elasticsearchUs: 0 })
  })

  it.each([
    ['cassandra:latency=40ms', workOf(3, 1), { finishUs: 40_000, cassandraUs: 40_000, elasticsearchUs: 0 }],
    ['cassandra:latency=40ms', workOf(0, 1), { finishUs: 0, cassandraUs: 0, elasticsearchUs: 0 }],
    ['elasticsearch:latency=7ms', workOf(1, 2), { finishUs: 7_000, cassandraUs: 0, elasticsearchUs: 7_000 }],
    ['jetty:latency=25ms', workOf(1, 1), { finishUs: 25_000, cassandraUs: 0, elasticsearchUs: 0 }],
    ['jetty/2:latency=25ms', workOf(1, 1), { finishUs: 0, cassandraUs: 0, elasticsearchUs: 0 }],
  ])('moves by %s exactly the times it concerns', (fault, work, moved) => {
    const [before, after] = [spentBy([], work), spentBy([fault], work)]
    expect(after.finishUs - before.finishUs).toBeCloseTo(moved.finishUs, 3)
    expect(after.cassandraUs - before.cassandraUs).toBeCloseTo(moved.cassandraUs, 3)
    expect(after.elasticsearchUs - before.elasticsearchUs).toBeCloseTo(moved.elasticsearchUs, 3)
  })

  it('lets a request wait for a thread while its stores keep all of them', () => {
    const { queue, node } = nodeWith(['cassandra:latency=1s'], { threads: 2 })
    const ends: number[] = []
    for (let i = 0; i < 4; i++) node.run(0, workOf(1, 0), ({ finishUs }) => ends.push(Math.floor(finishUs / 1e6)))
    expect(node.activeThreads).toBe(2)
    runOut(queue)
    expect(ends).toEqual([1, 1, 2, 2])
    expect(node.activeThreads).toBe(0)
  })

  it('shares its cores between threads', () => {
    const { queue, node } = nodeWith([], { cores: 1 })
    const ends: number[] = []
    for (let i = 0; i < 1_000; i++) node.run(0, workOf(0, 0), ({ finishUs }) => ends.push(finishUs))
    runOut(queue)
    expect(Math.max(...ends)).toBeCloseTo(node.busyUs, 3)
  })

  it('gives no answer out while it is frozen', () => {
    const { finishUs, cassandraUs } = spentBy(['jetty:freeze@100us-2s'], workOf(1, 0))
    expect(finishUs).toBe(2_000_000)
    expect(cassandraUs).toBeLessThan(10_000)
  })
})
