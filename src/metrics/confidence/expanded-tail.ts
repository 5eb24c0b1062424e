import jstat from 'jstat'
import { tFactor } from './estimate.js'

/**
 * Share of draws to leave out at each end for 95 % confidence. Percentiles of draws from few parts lie too close together; this widens them
 * as Student's t and the factor n/(n-1) of a variance do (Hesterberg, The American Statistician 69, 2015: the expanded percentile interval).
 */
export const tailOf = (parts: number): number => normalTail(Z * wideningOf(parts))

/** By how much intervals from so few parts are wider than those from many. */
export const wideningOf = (parts: number): number =>
  parts < 2 ? Number.POSITIVE_INFINITY : (tFactor(parts - 1) / Z) * Math.sqrt(parts / (parts - 1))

const Z = 1.959964

/** What of a normal distribution lies beyond z, 0 or more. */
export const normalTail = (z: number): number => jstat.jStat.normal.cdf(-z, 0, 1)
