import { exponential } from '../../../src/base/random.js'
import type { ServiceTime } from './platform.js'

/** Exponential, however many operations. */
export const exponentialService: ServiceTime = (random, meanSec, operations) =>
  exponential(random, meanSec * operations)

/** Half of each operation is always the same, half is exponential; of several in a row the deviation grows with their root. */
export const halfExponentialService: ServiceTime = (random, meanSec, operations) =>
  meanSec * operations * (0.5 + 0.5 * (1 + (exponential(random, 1) - 1) / Math.sqrt(operations)))
