import { expect, test } from 'vitest'
import { randomStream } from '../../../src/base/random.js'
import { warmUpOf } from '../../../src/metrics/confidence/warm-up.js'
import { normal } from './simulated-latency.js'

test('a start that decays is cut about where it has gone', () => {
  const random = randomStream(1)
  const values = Array.from({ length: 600 }, (_, at) => 100 + 80 * Math.exp(-at / 30) + normal(random))
  const { cut = 0, isSteady } = warmUpOf(values) ?? {}
  expect(isSteady).toBe(true)
  expect(cut).toBeGreaterThanOrEqual(70)
  expect(cut).toBeLessThanOrEqual(200)
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
