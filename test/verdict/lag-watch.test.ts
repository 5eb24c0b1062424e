import { expect, test } from 'vitest'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import { LagWatch } from '../../src/verdict/lag-watch.js'

const LIMIT_US = 20_000

const second = (at: number, lags: readonly number[], change: Partial<SecondRecord> = {}): SecondRecord => {
  const lag = new SparseHistogram()
  for (const us of lags) lag.record(us)
  return { second: at, shards: [{ shard: 0, lag: lag.entries() }], ...change }
}

test('the first late second is told once, with its cause', () => {
  const watch = new LagWatch(LIMIT_US)
  expect(watch.announcementAfter([second(0, [1_000])], 1_010_000)).toBeUndefined()
  const late = second(1, [90_000], { machine: { stealShare: 0.3 } })
  expect(watch.announcementAfter([late], 2_010_000)).toMatch(
    /late 1 s after the start \(schedule lag p99 90\.\d ms, over the limit of 20 ms\): the host .* took away 30 %/,
  )
  expect(watch.announcementAfter([second(2, [90_000])], 3_010_000)).toBeUndefined()
})

test('a second is judged once it is over, by all that came in for it', () => {
  const watch = new LagWatch(LIMIT_US)
  expect(watch.announcementAfter([second(1, [90_000])], 1_010_000)).toBeUndefined()
  const others = Array.from({ length: 200 }, () => 1_000)
  expect(watch.announcementAfter([second(1, others)], 2_010_000)).toBeUndefined()
})

test('lag that is told late counts in the second it was due in', () => {
  const watch = new LagWatch(LIMIT_US)
  expect(watch.announcementAfter([second(3, [1_000])], 5_000_000)).toBeUndefined()
  expect(watch.announcementAfter([second(3, [4_000_000])], 8_000_000)).toMatch(/late 3 s after the start/)
})

test('without lag there is nothing to tell', () => {
  expect(new LagWatch(LIMIT_US).announcementAfter([{ second: 0, users: 3 }], 9_000_000)).toBeUndefined()
})
