import jstat from 'jstat'

/** An estimate with its two-sided interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

export const CONFIDENCE = 0.95

/** Factor on a standard error for a two-sided interval: Student's t. Infinite without degrees of freedom. */
export const tFactor = (degreesOfFreedom: number, confidence = CONFIDENCE): number =>
  degreesOfFreedom < 1 ? Number.POSITIVE_INFINITY : jstat.jStat.studentt.inv((1 + confidence) / 2, degreesOfFreedom)
