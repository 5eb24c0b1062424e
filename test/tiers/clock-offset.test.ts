import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClockOffset } from '../../src/tiers/clock-offset.js'

test('says nothing before it has heard anything', () => {
  expect(new ClockOffset().range).toBeUndefined()
})

test('whole seconds tell milliseconds after a while', () => {
  const offset = new ClockOffset()
  const aheadMs = 1_234
  for (let localMs = 0; localMs < 60_000; localMs += 1_037) {
    const second = Math.floor((localMs + 2 + aheadMs) / 1_000) * 1_000
    offset.take({ fromMs: second, toMs: second + 1_000 }, { fromMs: localMs, toMs: localMs + 4 })
  }
  const { leastMs = 0, mostMs = 0 } = offset.range ?? {}
  expect(leastMs).toBeLessThanOrEqual(aheadMs)
  expect(mostMs).toBeGreaterThanOrEqual(aheadMs)
  expect(mostMs - leastMs).toBeLessThan(50)
})

test('the true offset lies in the range as long as the clock does not move', () => {
  const look = fc.record({
    at: fc.nat(1e6),
    before: fc.nat(100),
    after: fc.nat(100),
    coarse: fc.integer({ min: 1, max: 1e3 }),
  })
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.array(look, { minLength: 1 }), (aheadMs, looks) => {
      const offset = new ClockOffset()
      for (const { at, before, after, coarse } of looks) {
        const fromMs = Math.floor((at + aheadMs) / coarse) * coarse
        offset.take({ fromMs, toMs: fromMs + coarse }, { fromMs: at - before, toMs: at + after })
      }
      const { leastMs = Number.NaN, mostMs = Number.NaN } = offset.range ?? {}
      expect(leastMs).toBeLessThanOrEqual(aheadMs)
      expect(mostMs).toBeGreaterThanOrEqual(aheadMs)
      expect(offset.hasMoved).toBe(false)
    }),
  )
})

test('a clock that was set is known to have moved, and its new offset counts', () => {
  const offset = new ClockOffset()
  offset.take({ fromMs: 100, toMs: 101 }, { fromMs: 100, toMs: 102 })
  offset.take({ fromMs: 5_200, toMs: 5_201 }, { fromMs: 200, toMs: 202 })
  expect(offset.hasMoved).toBe(true)
  expect(offset.range).toEqual({ leastMs: 4_998, mostMs: 5_001 })
})
