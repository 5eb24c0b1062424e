/** Where a series has become steady. */
export interface WarmUp {
  /** Values to leave out at its start. */
  readonly cut: number
  /** False: the cut stopped at half of the series, so it was not steady by its end. */
  readonly isSteady: boolean
}

const BATCH = 5
const LEAST_BATCHES = 6

/**
 * MSER-5: means of 5 values each, and the cut d that makes sum_{i>d} (Z_i - mean_d)^2 / (b - d)^2 smallest, d at most b/2 (White, Simulation
 * 69, 1997; White, Cobb & Spratt 2000). For series of figures whose mean matters, such as requests or mean time by second; undefined for
 * fewer than 30 values.
 */
export const warmUpOf = (values: readonly number[]): WarmUp | undefined => {
  const batches = Array.from({ length: Math.floor(values.length / BATCH) }, (_, at) =>
    mean(values.slice(at * BATCH, (at + 1) * BATCH)),
  )
  if (batches.length < LEAST_BATCHES) return undefined
  const most = Math.floor(batches.length / 2)
  const cut = leastAt(standardErrors(batches), most)
  return { cut: cut * BATCH, isSteady: cut < most }
}

// By d, from sums over what is left, which are taken from the end so that each is one addition.
const standardErrors = (batches: readonly number[]): Float64Array => {
  const errors = new Float64Array(batches.length)
  const shift = batches.at(-1) ?? 0
  let [sum, squares] = [0, 0]
  for (let d = batches.length - 1; d >= 0; d--) {
    const left = batches.length - d
    const value = (batches[d] ?? 0) - shift
    sum += value
    squares += value * value
    errors[d] = (squares - (sum * sum) / left) / left ** 2
  }
  return errors
}

// The first of equals: a constant series has no warm-up.
const leastAt = (errors: Float64Array, most: number): number => {
  let best = 0
  for (let d = 1; d <= most; d++) if ((errors[d] ?? 0) < (errors[best] ?? 0)) best = d
  return best
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
