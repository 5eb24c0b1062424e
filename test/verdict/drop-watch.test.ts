import { expect, test } from 'vitest'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { DropWatch } from '../../src/verdict/drop-watch.js'

const second = (at: number, ok: number, dropped: number): SecondRecord => ({
  second: at,
  steps: [{ step: 0, ok: ok - 1, failed: { timeout: 1 }, dropped }],
})

test('the first second in which too many requests were dropped is told once, with cause and remedy', () => {
  const watch = new DropWatch()
  expect(watch.announcementAfter([second(3, 99, 1)], 5_010_000)).toBeUndefined()
  expect(watch.announcementAfter([second(4, 98, 2)], 6_010_000)).toMatch(
    /^the generator could not send 2 of 100 requests that were due 4 s after the start: this machine ran out of .*; raise/,
  )
  expect(watch.announcementAfter([second(5, 98, 2)], 7_010_000)).toBeUndefined()
})

test('a second is judged when most of its answers had time to come in', () => {
  const watch = new DropWatch()
  expect(watch.announcementAfter([second(1, 10, 1)], 2_010_000)).toBeUndefined()
  expect(watch.announcementAfter([second(1, 190, 0)], 3_010_000)).toBeUndefined()
  expect(watch.announcementAfter([second(1, 1, 5)], 4_010_000)).toMatch(/6 of 207 /)
})
