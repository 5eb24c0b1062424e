import { expect, test } from 'vitest'
import { rankInterval, shareInterval } from '../../src/capacity/slo-interval.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'

const upTo = (count: number): SparseHistogram => {
  const histogram = new SparseHistogram()
  for (let value = 1; value <= count; value++) histogram.record(value)
  return histogram
}

test('ranks are those of the binomial: 9880 to 9920 of 10,000 for a p99 at 95 %', () => {
  const { lower = 0, upper = 0 } = rankInterval(upTo(10_000), 0.99, 1.96) ?? {}
  expect(Math.abs(lower - 9_880)).toBeLessThanOrEqual(8)
  expect(Math.abs(upper - 9_920)).toBeLessThanOrEqual(8)
})

test('there is no upper end where too few samples lie above', () => {
  expect(rankInterval(upTo(200), 0.99, 1.96)?.upper).toBe(Number.POSITIVE_INFINITY)
})

test('without a sample there is no interval', () => {
  expect(rankInterval(new SparseHistogram(), 0.99, 1.96)).toBeUndefined()
})

// Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263 and 0 of 20.
test.each([
  [81, 263, 0.2553, 0.3662],
  [0, 20, 0, 0.1611],
])('%d of %d is a share between %d and %d', (count, of, lower, upper) => {
  const interval = shareInterval(count, of, 1.96)
  expect(interval.lower).toBeCloseTo(lower, 4)
  expect(interval.upper).toBeCloseTo(upper, 4)
})
