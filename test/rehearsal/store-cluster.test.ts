import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exponential, randomStream } from '../../src/base/random.js'
import { EventQueue } from '../../src/rehearsal/event-queue.js'
import { StoreCluster } from '../../src/rehearsal/store-cluster.js'
import { planOf } from './fault-plans.js'
import { runOut } from './virtual-time.js'

const clusterOf = (nodes: number, faults: readonly string[] = [], servers = 4, seed = 1) => {
  const queue = new EventQueue()
  const model = { servers, serviceUs: 1_000 }
  const cluster = new StoreCluster('cassandra', nodes, model, {
    queue,
    faults: planOf(faults, 0),
    random: randomStream(seed, 'test'),
  })
  return { queue, cluster }
}

/** Times of requests that come as a Poisson process, in order of their ends. */
const timesUnder = (nodes: number, ratePerSec: number, requests: number, faults: readonly string[] = []) => {
  const { queue, cluster } = clusterOf(nodes, faults)
  const random = randomStream(2, 'arrivals')
  const tookUs: number[] = []
  let atUs = 0
  for (let i = 0; i < requests; i++) {
    atUs += exponential(random, 1e6 / ratePerSec)
    const startUs = atUs
    queue.schedule(startUs, () => cluster.run(startUs, 1, (endUs) => tookUs.push(endUs - startUs)))
  }
  runOut(queue)
  return { tookUs, lastArrivalUs: atUs, cluster }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('StoreCluster', () => {
  it('takes the mean service time when nobody waits', () => {
    expect(mean(timesUnder(3, 100, 5_000).tookUs)).toBeCloseTo(1_000, -2)
  })

  it('keeps its servers as busy as the offered work says', () => {
    const { cluster, lastArrivalUs } = timesUnder(2, 4_000, 20_000)
    expect(cluster.busyUs / (lastArrivalUs * 8)).toBeCloseTo(0.5, 1)
  })

  it('queues without bound over its capacity, and no more once nodes are added', () => {
    const twoNodes = mean(timesUnder(2, 10_000, 20_000).tookUs)
    const threeNodes = mean(timesUnder(3, 10_000, 20_000).tookUs)
    expect(twoNodes).toBeGreaterThan(100_000)
    expect(threeNodes).toBeLessThan(3_000)
  })

  it('adds a latency exactly once to each request, whatever it does and however many nodes it visits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        (operations, nodes, seed) => {
          const ends = [[], ['cassandra:latency=40ms']].map((faults) => {
            const { queue, cluster } = clusterOf(nodes, faults, 4, seed)
            let end = 0
            cluster.run(0, operations, (finishUs) => {
              end = finishUs
            })
            runOut(queue)
            return end
          })
          expect((ends[1] ?? 0) - (ends[0] ?? 0)).toBeCloseTo(40_000, 3)
        },
      ),
    )
  })

  it('holds no server for a latency', () => {
    const plain = timesUnder(2, 7_000, 10_000)
    const late = timesUnder(2, 7_000, 10_000, ['cassandra:latency=1s'])
    expect(late.cluster.busyUs).toBeCloseTo(plain.cluster.busyUs, 3)
    expect(mean(late.tookUs)).toBeCloseTo(mean(plain.tookUs) + 1_000_000, 0)
  })

  it('holds its servers longer when it is slow', () => {
    const plain = timesUnder(2, 100, 2_000).cluster.busyUs
    expect(timesUnder(2, 100, 2_000, ['cassandra:slow=x3']).cluster.busyUs).toBeCloseTo(3 * plain, 3)
  })

  it('goes round a node that is down, and fails only when all are', () => {
    expect(clusterOf(2, ['cassandra/1:down']).cluster.fails(0)).toBe(false)
    expect(clusterOf(2, ['cassandra:down']).cluster.fails(0)).toBe(true)
    const two = timesUnder(2, 5_000, 5_000, ['cassandra/1:down'])
    const one = timesUnder(1, 5_000, 5_000)
    expect(mean(two.tookUs)).toBeCloseTo(mean(one.tookUs), 0)
  })

  it('answers after the thaw what a frozen node was asked', () => {
    const { queue, cluster } = clusterOf(1, ['cassandra:freeze@1s-3s'])
    const ends: number[] = []
    queue.schedule(1_500_000, () => cluster.run(1_500_000, 1, (endUs) => ends.push(endUs)))
    queue.runUntil(3_000_000)
    expect(ends).toEqual([])
    runOut(queue)
    expect(ends[0]).toBeGreaterThan(3_000_000)
  })
})
