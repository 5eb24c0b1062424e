import { expect, test } from 'vitest'
import { samplesForQuantile } from '../../src/metrics/order-statistics.js'

test.each([
  [0.5, 5],
  [0.95, 59],
  [0.99, 299],
  [0.999, 2995],
  [0, 1],
  [1, Number.POSITIVE_INFINITY],
])('the quantile %d needs %d samples for an upper bound at 95 %%', (quantile, samples) => {
  expect(samplesForQuantile(quantile)).toBe(samples)
})
