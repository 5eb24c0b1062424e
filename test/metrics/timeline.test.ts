import { expect, test } from 'vitest'
import { RunFold } from '../../src/metrics/run-fold.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import { Timeline } from '../../src/metrics/timeline.js'

const entries = (...values: readonly number[]) => {
  const histogram = new SparseHistogram()
  for (const value of values) histogram.record(value)
  return histogram.entries()
}

const UNTOLD = { lagP99Us: null, cpuShare: null, stealShare: null }

test('a second adds up over its records, and an unknown one keeps the users of the one before', () => {
  const timeline = new Timeline()
  timeline.add({ second: 0, users: 5, steps: [{ step: 0, ok: 1, response: entries(100) }] })
  timeline.add({ second: 2, users: 7 })
  timeline.add({
    second: 0,
    steps: [
      { step: 1, failed: { timeout: 1 }, dropped: 4 },
      { step: 0, inFlight: 1 },
    ],
  })
  expect(timeline.points()).toEqual([
    { second: 0, users: 5, requests: 3, failed: 1, p50Us: 100, p99Us: 100, ...UNTOLD },
    { second: 1, users: 5, requests: 0, failed: 0, p50Us: null, p99Us: null, ...UNTOLD },
    { second: 2, users: 7, requests: 0, failed: 0, p50Us: null, p99Us: null, ...UNTOLD },
  ])
})

test('a second tells its schedule lag over all shards, and how busy the machine was', () => {
  const timeline = new Timeline()
  const [first, second] = [0, 1].map((shard) => ({ shard, lag: entries(100 + 900 * shard) }))
  timeline.add({ second: 0, shards: [{ shard: 0, ...first }], machine: { cpuShare: 0.5, stealShare: 0 } })
  timeline.add({ second: 0, shards: [{ shard: 1, ...second }] })
  expect(timeline.points()[0]).toMatchObject({ lagP99Us: 1_000, cpuShare: 0.5, stealShare: 0 })
})

test('a second counts the connections that came up in it, over all that was told of it', () => {
  const timeline = new Timeline()
  timeline.add({ second: 0, opened: { connect: entries(10, 10, 900), full: entries(2_000) } })
  timeline.add({ second: 0, opened: { connect: entries(10), resumed: entries(900, 900) } })
  timeline.add({ second: 1, users: 1 })
  expect(timeline.points().map(({ opened }) => opened)).toEqual([{ connect: 4, full: 1, resumed: 2 }, undefined])
})

test('an answer minutes late counts in its second without moving its percentiles', () => {
  const timeline = new Timeline()
  timeline.add({ second: 0, steps: [{ step: 0, ok: 1, response: entries(100) }] })
  timeline.add({ second: 500, users: 1 })
  timeline.add({ second: 0, steps: [{ step: 0, ok: 1, response: entries(9_000_000) }] })
  expect(timeline.points()[0]).toEqual({
    second: 0,
    users: 0,
    requests: 2,
    failed: 0,
    p50Us: 100,
    p99Us: 100,
    ...UNTOLD,
  })
})

test('without a record there is no point', () => {
  expect(new Timeline().points()).toEqual([])
})

test('mean users are taken over the seconds of a span of which a count is known', () => {
  const fold = new RunFold()
  for (const [second, users] of [10, 20, 30, 40].entries()) fold.add({ second, users })
  expect(fold.users.mean(1_000_000, 3_000_000)).toEqual({ mean: 25, seconds: 2 })
  expect(fold.users.mean(9_000_000, 10_000_000)).toBeUndefined()
  expect([fold.users.peak, fold.endUs]).toEqual([40, 4_000_000])
})

test("health is the processes' CPU in sum and the sum of their memory peaks", () => {
  const fold = new RunFold()
  fold.add({ second: 0, shards: [shard(0, 950_000, 100), shard(1, 50_000, 10)] })
  fold.add({ second: 1, shards: [shard(0, 500_000, 80), shard(1, 0, 30)] })
  expect(fold.health.spent).toEqual({ cpuSeconds: 1.5, rssBytes: 130, busySeconds: 1 })
})

const shard = (index: number, cpuUs: number, rssBytes: number) => ({ shard: index, cpuUs, rssBytes })
