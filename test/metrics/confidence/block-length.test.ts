import { expect, test } from 'vitest'
import { randomStream } from '../../../src/base/random.js'
import { blockLengthOf } from '../../../src/metrics/confidence/block-length.js'
import { autoregressive } from './simulated-latency.js'

const lengthAt = (kept: number, length: number): number =>
  blockLengthOf(Float64Array.from(autoregressive(randomStream(1, kept), length, kept)))

test('without correlation blocks have the cube root of the length', () => {
  expect(lengthAt(0, 1_000)).toBe(10)
})

test('the more is kept from value to value, the longer the blocks', () => {
  const lengths = [0, 0.6, 0.8, 0.9].map((kept) => lengthAt(kept, 4_000))
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
  expect(new Set(lengths).size).toBe(4)
})

test('blocks are twice what the automatic rule gives in theory', () => {
  // AR(1): G/g(0) = 2 r / (1 - r^2); b = (1.5 (G/g(0))^2 n)^(1/3).
  const theory = Math.cbrt(1.5 * ((2 * 0.6) / (1 - 0.36)) ** 2 * 4_000)
  expect(lengthAt(0.6, 4_000) / (2 * theory)).toBeGreaterThan(0.7)
  expect(lengthAt(0.6, 4_000) / (2 * theory)).toBeLessThan(1.4)
})

test('a series that never comes back leaves ten blocks', () => {
  expect(blockLengthOf(Float64Array.from({ length: 600 }, (_, at) => at))).toBe(60)
})

test('a constant series has blocks of one', () => {
  expect(blockLengthOf(new Float64Array(300))).toBe(1)
})
