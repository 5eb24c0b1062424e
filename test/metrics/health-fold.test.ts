import { expect, test } from 'vitest'
import { HealthFold } from '../../src/metrics/health-fold.js'
import type { ShardSecond } from '../../src/metrics/health-record.js'
import { combined } from '../../src/metrics/health-seconds.js'

const shard = (id: number, cores: number, delayUs: number, gcUs = 0): ShardSecond => ({
  shard: id,
  cpuUs: cores * 2_000_000,
  rssBytes: 100,
  loop: { activeUs: cores * 2_000_000, overUs: 2_000_000, longestDelayUs: delayUs },
  ...(gcUs > 0 && { gc: { count: 1, totalUs: gcUs, longestUs: gcUs } }),
})

test('each process adds up over its seconds', () => {
  const fold = new HealthFold()
  fold.add({ second: 0, shards: [shard(-1, 0.1, 9), shard(0, 0.2, 5, 70)] })
  fold.add({ second: 2, shards: [shard(0, 0.8, 3, 20), { shard: 0, lag: [40, 2] }] })
  expect(fold.shards).toMatchObject([
    { shard: -1, lag: null, loop: { utilisation: 0.1, longestDelayUs: 9 }, gc: { count: 0 } },
    {
      shard: 0,
      lag: { count: 2, max: 40 },
      cpuSeconds: 2,
      loop: { utilisation: 0.5, busiest: 0.8, longestDelayUs: 5 },
      gc: { count: 2, totalUs: 90, longestUs: 70 },
    },
  ])
})

test('the machine is means and the worst second, and counts as they were last', () => {
  const fold = new HealthFold()
  fold.add({ second: 0, machine: { cpuShare: 0.2, sentSegments: 10, retransmittedSegments: 0, listenDrops: 0 } })
  fold.add({ second: 1, machine: { cpuShare: 0.6, sentSegments: 30, retransmittedSegments: 3, listenDrops: 1 } })
  expect(fold.machine).toEqual({
    cpu: { mean: 0.4, worst: 0.6 },
    busiestCore: null,
    steal: null,
    pressure: null,
    retransmitted: { segments: 3, sent: 30 },
    listenDrops: 1,
    listenOverflows: null,
    portsPeak: null,
  })
})

test('some seconds as one: means of shares, the worst shard, the longest delay', () => {
  const fold = new HealthFold()
  fold.add({
    second: 0,
    machine: { cpuShare: 0.2 },
    shards: [shard(-1, 0.9, 900), shard(0, 0.5, 70), shard(1, 0.1, 5)],
  })
  fold.add({ second: 1, machine: { cpuShare: 0.6 }, shards: [shard(0, 0.7, 9), shard(1, 0.1, 80, 44)] })
  fold.add({ second: 2, machine: { cpuShare: 1, stealShare: 1 }, shards: [shard(0, 1, 1_000)] })
  const figures = combined(fold.seconds.at([0, 1, 7]))
  expect(figures).toMatchObject({ cpuShare: 0.4, stealShare: undefined, longestGcUs: 44 })
  expect(figures.busiest).toEqual({ shard: 0, cores: 0.6 })
  expect(figures.delay).toEqual({ shard: 1, us: 80, isComputing: true })
  expect(figures.generatorCores).toBeCloseTo(1.15)
})

test('processes that tell of a second one after the other are told together', () => {
  const fold = new HealthFold()
  fold.add({ second: 0, machine: { cpuShare: 0.3 }, shards: [shard(1, 0.5, 70)] })
  fold.add({ second: 0, shards: [shard(0, 0.25, 90, 12)] })
  fold.add({ second: 0, shards: [shard(-1, 0.125, 900, 500)] })
  expect(fold.seconds.at([0])).toEqual([
    {
      cpuShare: 0.3,
      stealShare: undefined,
      generatorCores: 0.875,
      busiest: { shard: 1, cores: 0.5 },
      delay: { shard: 0, us: 90, isComputing: true },
      longestGcUs: 12,
    },
  ])
})

test.each([
  ['computes', { cpuUs: 450_000, activeUs: 500_000 }, true],
  ['waits', { cpuUs: 90_000, activeUs: 490_000 }, false],
  ['waits, and computes at other times', { cpuUs: 400_000, activeUs: 790_000 }, false],
  ['was stopped', { cpuUs: 80_000, activeUs: 100_000 }, false],
])('a loop held up for 400 ms %s', (_, { cpuUs, activeUs }, isComputing) => {
  const fold = new HealthFold()
  const loop = { activeUs, overUs: 1_000_000, longestDelayUs: 400_000 }
  fold.add({ second: 0, shards: [{ shard: 0, cpuUs, loop }] })
  expect(fold.seconds.at([0])[0]?.delay).toEqual({ shard: 0, us: 400_000, isComputing })
})
