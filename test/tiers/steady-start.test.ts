import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SteadyStart } from '../../src/tiers/steady-start.js'

test('tells one start, however the clock and the uptime are apart', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 1 }), (apart) => {
      const start = new SteadyStart()
      const told = apart.map((ms, i) =>
        start.take({ clockMs: 1_000_000 + 1_000 * i + ms, uptimeMs: 5_000 + 1_000 * i }),
      )
      expect(new Set(told).size).toBe(1)
    }),
  )
})

test('a clock that drifts is no restart', () => {
  const start = new SteadyStart()
  const told = Array.from({ length: 100 }, (_, i) => start.take({ clockMs: 1_050 * i, uptimeMs: 1_000 * i }))
  expect(new Set(told)).toEqual(new Set([0]))
})

test('tells another start after a restart', () => {
  const start = new SteadyStart()
  expect(start.take({ clockMs: 100_000, uptimeMs: 60_000 })).toBe(40_000)
  expect(start.take({ clockMs: 101_000, uptimeMs: 300 })).toBe(100_700)
})
