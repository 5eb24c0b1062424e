import { type ClosedPoint, meanValues } from '../../../src/capacity/queueing/mva.js'
import type { Station } from '../../../src/capacity/queueing/operational-laws.js'

/** A closed system with one number of users, at least 1, by mean value analysis. */
export const meanValuesAt = (stations: readonly Station[], thinkSec: number, users: number): ClosedPoint => {
  for (const point of meanValues(stations, thinkSec)) if (point.users >= users) return point
  throw new RangeError('mean value analysis has no end')
}
