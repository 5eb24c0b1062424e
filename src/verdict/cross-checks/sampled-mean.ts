export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Standard error of the mean of a course that was looked at once, at a random moment, in each of many equal intervals. That mean is asked
 * for, and not that of another run: how the course itself rises and falls from one interval to the next is no error. What is left is its spread
 * within an interval, which is at most what neighbours differ by (collapsed strata; Cochran, Sampling Techniques, 5A.12).
 */
export const sampledMeanError = (values: readonly number[]): number => {
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0))
  return Math.sqrt(meanOf(steps.map((step) => (step * step) / 2)) / values.length)
}
