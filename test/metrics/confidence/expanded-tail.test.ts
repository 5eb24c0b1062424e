import { expect, test } from 'vitest'
import { tailOf } from '../../../src/metrics/confidence/expanded-tail.js'

test.each([
  [1e9, 0.025],
  // t(0.975) of 29 is 2.0452, of 9 2.2622; beyond 2.0452 sqrt(30/29) and 2.2622 sqrt(10/9) of a normal distribution.
  [30, 0.01876],
  [10, 0.00855],
])('of %d parts, %d is left out at each end', (parts, tail) => {
  expect(tailOf(parts)).toBeCloseTo(tail, 4)
})

test('of one part nothing is left out', () => {
  expect(tailOf(1)).toBe(0)
})
