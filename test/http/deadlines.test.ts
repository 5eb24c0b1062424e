import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Deadlines, type Watched } from '../../src/http/deadlines.js'

const START_US = 1_000_000
const clock = { nowUs: () => START_US + Math.round(performance.now() * 1_000) }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Something due in so many milliseconds, and the milliseconds after which it expired. */
const dueIn = (ms: number): Watched & { readonly expiredMs: number[] } => {
  const startMs = performance.now()
  const expiredMs: number[] = []
  return {
    deadlineUs: clock.nowUs() + ms * 1_000,
    place: -1,
    expire: () => expiredMs.push(performance.now() - startMs),
    expiredMs,
  }
}

test('what is late expires once, within 50 ms of its deadline', () => {
  const deadlines = new Deadlines(clock)
  const watched = [500, 10, 30, 200, 205].map(dueIn)
  for (const each of watched) deadlines.add(each)
  vi.advanceTimersByTime(10_000)
  watched.forEach(({ expiredMs }, i) => {
    expect(expiredMs).toHaveLength(1)
    const lateMs = (expiredMs[0] ?? 0) - ([500, 10, 30, 200, 205][i] ?? 0)
    expect(lateMs).toBeGreaterThanOrEqual(0)
    expect(lateMs).toBeLessThanOrEqual(51)
  })
})

test('what is removed does not expire', () => {
  const deadlines = new Deadlines(clock)
  const [kept, removed] = [dueIn(100), dueIn(100)]
  deadlines.add(kept)
  deadlines.add(removed)
  deadlines.remove(removed)
  vi.advanceTimersByTime(1_000)
  expect([kept.expiredMs.length, removed.expiredMs.length]).toEqual([1, 0])
})

test('what is added while others expire is watched too', () => {
  const deadlines = new Deadlines(clock)
  const late = dueIn(300)
  deadlines.add({ deadlineUs: clock.nowUs() + 100_000, place: -1, expire: () => deadlines.add(late) })
  vi.advanceTimersByTime(1_000)
  expect(late.expiredMs).toHaveLength(1)
})

test('one that is removed by another that expires with it does not expire', () => {
  const deadlines = new Deadlines(clock)
  const second = dueIn(100)
  deadlines.add({ deadlineUs: second.deadlineUs, place: -1, expire: () => deadlines.remove(second) })
  deadlines.add(second)
  vi.advanceTimersByTime(1_000)
  expect(second.expiredMs).toHaveLength(0)
})

test('thousands of deadlines that are met cost one timer', () => {
  const deadlines = new Deadlines(clock)
  for (let i = 0; i < 5_000; i++) {
    const watched = dueIn(30_000)
    deadlines.add(watched)
    deadlines.remove(watched)
  }
  expect(vi.getTimerCount()).toBe(1)
  deadlines.close()
  expect(vi.getTimerCount()).toBe(0)
})
