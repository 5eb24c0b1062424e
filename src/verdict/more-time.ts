import type { Interval } from '../metrics/confidence/bootstrap.js'
import type { Reading } from './reading.js'

/** What is open, and on how much. */
interface Open extends Reading {
  readonly interval: Interval
  readonly bound: number
  readonly spanUs: number
  /** Samples without which there is no upper bound. */
  readonly needed: number
}

const MINUTE_US = 60_000_000
/** What would take longer than a day is not a matter of time. */
const LONGEST_US = 86_400_000_000

/**
 * How much longer to measure until the interval leaves the bound on the side of the value: its ends come nearer to the value as one over
 * the square root of the time, as any average's do (central limit theorem), and samples come in as before. In whole minutes; undefined
 * where the value is at the bound or a day would not do.
 */
export const moreTimeUs = ({ value = 0, samples, interval, bound, spanUs, needed }: Open): number | undefined => {
  const reach = value < bound ? interval.upper - value : value - interval.lower
  const byInterval = (reach / (bound - value)) ** 2
  const bySamples = samples > 0 ? needed / samples : Number.POSITIVE_INFINITY
  const moreUs = spanUs * (Math.max(byInterval, bySamples) - 1)
  return moreUs < LONGEST_US ? Math.ceil(Math.max(moreUs, 1) / MINUTE_US) * MINUTE_US : undefined
}
