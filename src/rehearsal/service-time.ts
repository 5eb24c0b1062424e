import { exponential, type Random } from '../base/random.js'

/** Share of a service that never varies; the rest is exponential, which gives a real tail and no zero. */
const FIXED_SHARE = 0.5

/** One draw of the time that `operations` services in a row take, each with the given mean; the mean of the sum is exact. */
export const drawServiceUs = (random: Random, meanUs: number, operations = 1): number => {
  // A sum of n exponentials has the mean of n and the deviation of √n of them.
  const spread = (exponential(random, 1) - 1) / Math.sqrt(operations)
  return meanUs * operations * (1 + (1 - FIXED_SHARE) * spread)
}
