import { expect, test } from 'vitest'
import { tailOf, wideningOf } from '../../../src/metrics/confidence/expanded-tail.js'

test.each([
  [1e6, 0.025],
  // t(0.975) of 29 is 2.0452, of 9 2.2622; beyond 2.0452 sqrt(30/29) and 2.2622 sqrt(10/9) of a normal distribution.
  [30, 0.01876],
  [10, 0.00855],
])('of %d parts, %d is left out at each end', (parts, tail) => {
  expect(tailOf(parts)).toBeCloseTo(tail, 4)
})

test('intervals from two parts are as much wider as Student’s t with one degree of freedom asks for', () => {
  // t(0.975) of 1 is 12.7062.
  expect(wideningOf(2)).toBeCloseTo((12.7062 / 1.959964) * Math.SQRT2, 3)
})

test('of one part nothing is left out', () => {
  expect(tailOf(1)).toBe(0)
})
