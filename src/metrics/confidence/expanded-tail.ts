import jstat from 'jstat'

/**
 * Share of draws to leave out at each end for 95 % confidence. Percentiles of draws from few parts lie too close together; this widens them
 * as Student's t and the factor n/(n-1) of a variance do (Hesterberg, The American Statistician 69, 2015: the expanded percentile interval).
 */
export const tailOf = (parts: number): number => normalTail(Z * wideningOf(parts))

/** By how much intervals from so few parts are wider than those from many. */
export const wideningOf = (parts: number): number =>
  parts < 2
    ? Number.POSITIVE_INFINITY
    : (jstat.jStat.studentt.inv(0.975, parts - 1) / Z) * Math.sqrt(parts / (parts - 1))

const Z = 1.959964
const FARTHEST = 38

/** What of a normal distribution lies beyond z, 0 or more: Abramowitz & Stegun 26.2.17, within 7.5e-8. */
export const normalTail = (z: number): number => {
  if (z > FARTHEST) return 0
  const t = 1 / (1 + 0.2316419 * z)
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)
}
