import { expect, test } from 'vitest'
import { randomStream } from '../../../src/base/random.js'
import { warmUpOf } from '../../../src/metrics/confidence/warm-up.js'
import { normal } from './simulated-latency.js'

test('a start that decays is cut about where it has gone, whatever the noise', () => {
  const cuts = Array.from({ length: 20 }, (_, seed) => {
    const random = randomStream(seed)
    return warmUpOf(Array.from({ length: 600 }, (_, at) => 100 + 80 * Math.exp(-at / 30) + normal(random) * 5))
  })
  expect(cuts.every((cut) => cut?.isSteady)).toBe(true)
  const ascending = cuts.map((cut) => cut?.cut ?? 0).sort((one, other) => one - other)
  // Less than a tenth of the noise is left of it at 150.
  expect(ascending[0]).toBeGreaterThanOrEqual(75)
  expect(ascending[10]).toBeLessThanOrEqual(150)
})

test('what only rises is not steady', () => {
  expect(warmUpOf(Array.from({ length: 600 }, (_, at) => at))).toEqual({ cut: 300, isSteady: false })
})

test('a constant series has no warm-up', () => {
  expect(warmUpOf(Array.from({ length: 100 }, () => 7))).toEqual({ cut: 0, isSteady: true })
})

test('noise around a level is hardly cut', () => {
  const random = randomStream(2)
  expect(warmUpOf(Array.from({ length: 600 }, () => 100 + normal(random)))?.cut).toBeLessThan(100)
})

test('fewer than 30 values say nothing', () => {
  expect(warmUpOf(Array.from({ length: 29 }, (_, at) => at))).toBeUndefined()
})
