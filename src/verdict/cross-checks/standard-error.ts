export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Standard error of the mean of values in their order in time. Neighbours may be alike, so it is the largest of what single values and
 * batches of them say (method of batch means; Law, Simulation Modeling and Analysis, 9.5.3).
 */
export const standardErrorOfMean = (values: readonly number[]): number =>
  Math.max(...BATCHES.map((size) => errorOfBatches(values, size)))

const BATCHES = [1, 2, 5, 10, 20, 40]
// Of fewer batches the spread says little.
const LEAST_BATCHES = 5

const errorOfBatches = (values: readonly number[], size: number): number => {
  const count = Math.floor(values.length / size)
  if (count < LEAST_BATCHES) return 0
  const means = Array.from({ length: count }, (_, i) => meanOf(values.slice(i * size, (i + 1) * size)))
  const mean = meanOf(means)
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1)
  return Math.sqrt(variance / count)
}
