import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Alarm } from '../../src/engine/alarm.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test.each([
  [1, 0, 1],
  [1, 2_900, 2],
  [2, 1_500, 2],
  [2, 7_000, 7],
])('with naps of at least %i ms, what is set for %i us rings after %i ms', (leastMs, delayUs, ms) => {
  let rings = 0
  const alarm = new Alarm(() => rings++, leastMs)
  // Twice, since the second time the timer at hand is used again.
  for (const expected of [1, 2]) {
    alarm.set(delayUs)
    vi.advanceTimersByTime(ms - 1)
    expect(rings).toBe(expected - 1)
    vi.advanceTimersByTime(1)
    expect(rings).toBe(expected)
  }
})

test('what was set before does not ring', () => {
  let rings = 0
  const alarm = new Alarm(() => rings++, 1)
  alarm.set(5_000)
  alarm.set(9_000)
  vi.advanceTimersByTime(8)
  expect(rings).toBe(0)
  alarm.clear()
  vi.advanceTimersByTime(100)
  expect(rings).toBe(0)
})
