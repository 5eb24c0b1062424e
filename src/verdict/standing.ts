import type { Interval } from '../metrics/confidence/bootstrap.js'
import { samplesForQuantile } from '../metrics/order-statistics.js'
import { moreTimeUs } from './more-time.js'
import type { Objective, Span } from './objective.js'
import { isMost, meets, type Reading } from './reading.js'
import type { SloResult } from './slo-result.js'

/** How one span of an SLO stands. */
export interface Standing extends Reading {
  readonly status: SloResult['status']
  /** Absent: the value decides. */
  readonly interval: Interval | undefined
  readonly weak: boolean
  /** Undefined where it is decided, and where no time would. */
  readonly moreUs: number | undefined
}

/**
 * Where there is an interval, a span is met only if all of it meets the bound and missed only if none of it does; and what would be met
 * on too few samples to have an upper bound is open as well. Where there is none, the value decides.
 */
export const standingOf = (objective: Objective, span: Span, reading: Reading, interval?: Interval): Standing => {
  const needed = samplesNeeded(objective, interval !== undefined)
  const weak = reading.value !== undefined && reading.samples < needed
  const status = statusOf(objective, reading, interval, weak)
  const isOpen = status === 'inconclusive' && reading.value !== undefined && interval !== undefined
  const spanUs = span.toUs - span.fromUs
  const more = isOpen ? moreTimeUs({ ...reading, interval, bound: objective.bound, spanUs, needed }) : undefined
  return { ...reading, status, interval, weak, moreUs: more }
}

const statusOf = (
  { op, bound }: Objective,
  { value }: Reading,
  interval: Interval | undefined,
  weak: boolean,
): SloResult['status'] => {
  if (value === undefined) return 'inconclusive'
  if (!interval) return meets(value, op, bound) ? 'pass' : 'fail'
  const { lower, upper } = interval
  const [best, worst] = isMost(op) ? [lower, upper] : [upper, lower]
  if (!meets(best, op, bound)) return 'fail'
  return meets(worst, op, bound) && !weak ? 'pass' : 'inconclusive'
}

// Of errors as many requests as would show one if the share were at its bound: the rule of three. None among fewer proves nothing.
const samplesNeeded = ({ statistic, op, bound }: Objective, hasInterval: boolean): number => {
  if (statistic.kind === 'percentile')
    return statistic.percentage >= 100 ? 0 : samplesForQuantile(statistic.percentage / 100)
  return statistic.kind === 'errors' && hasInterval && isMost(op) && bound > 0 ? samplesForQuantile(1 - bound) : 0
}
