import { expect, test } from 'vitest'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { DropWatch } from '../../src/verdict/drop-watch.js'

const dropped = (second: number, count: number): SecondRecord => ({
  second,
  steps: [
    { step: 0, ok: 3, failed: { timeout: 1 }, dropped: count },
    { step: 1, ok: 5 },
  ],
})

test('the first second in which too many requests were dropped is told once, with cause and remedy', () => {
  const watch = new DropWatch()
  for (const second of [3, 4, 5]) watch.due(second, 100)
  expect(watch.announcementAfter([dropped(3, 1)], 5_010_000)).toBeUndefined()
  expect(watch.announcementAfter([dropped(4, 2)], 6_010_000)).toMatch(
    /^the generator could not send 2 of 100 requests that were due 4 s after the start: this machine ran out of .*; raise/,
  )
  expect(watch.announcementAfter([dropped(5, 2)], 7_010_000)).toBeUndefined()
})

test('a second is judged once it is over and told, and needs no answer for it', () => {
  const watch = new DropWatch()
  watch.due(1, 207)
  expect(watch.announcementAfter([dropped(1, 6)], 1_900_000)).toBeUndefined()
  expect(watch.announcementAfter([], 2_300_000)).toBeUndefined()
  expect(watch.announcementAfter([], 2_400_000)).toMatch(/6 of 207 /)
})

test('requests that wait for an answer count as due, so that few dropped among many are none too many', () => {
  const watch = new DropWatch()
  watch.due(1, 40)
  watch.due(1, 160)
  expect(watch.announcementAfter([dropped(1, 2)], 2_500_000)).toBeUndefined()
  expect(watch.announcementAfter([dropped(1, 1)], 3_500_000)).toMatch(/3 of 200 /)
})
