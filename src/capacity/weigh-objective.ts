import { samplesForQuantile } from '../metrics/order-statistics.js'
import type { SearchedSpan } from '../metrics/search-record.js'
import type { SecondRecord } from '../metrics/second-record.js'
import { UsersFold } from '../metrics/users-fold.js'
import { moreTimeUs } from '../verdict/more-time.js'
import type { Objective } from '../verdict/objective.js'
import { meets } from '../verdict/reading.js'
import { type Estimate, estimateOf } from './slo-interval.js'

/** An objective, and whether it counts while users arrive as well, as logins do. */
export interface StepObjective {
  readonly objective: Objective
  readonly countsRamp: boolean
}

/** How one objective came out of a step. */
export interface WeighedObjective {
  readonly objective: Objective
  /** Absent: there was nothing to judge. */
  readonly estimate?: Estimate
  readonly status: 'pass' | 'fail' | 'undecided'
  /** Passed, on too few samples to be sure. */
  readonly isWeak: boolean
  /** Of what stayed undecided: how much longer the step would have to last, as far as can be told. */
  readonly moreUs?: number
}

interface Weighing {
  readonly span: SearchedSpan
  readonly fromUs: number
  readonly isLast: boolean
}

/** Weighs an objective by the records of the seconds that count for it. */
export const weighedObjective = (
  { objective }: StepObjective,
  records: readonly SecondRecord[],
  { span, fromUs, isLast }: Weighing,
): WeighedObjective => {
  const estimate =
    objective.source.kind === 'users'
      ? usersOf(records, span.users)
      : estimateOf(objective, records, { fromUs, toUs: span.toUs })
  if (!estimate) return { objective, status: 'undecided', isWeak: false }
  const { value, interval = { lower: value, upper: value } } = estimate
  const keeps = (figure: number): boolean => meets(figure, objective.op, objective.bound)
  const [low, high] = [keeps(interval.lower), keeps(interval.upper)]
  const isWeak = low !== high && isLast && keeps(value) && hasFewSamples(objective, estimate)
  const status = low === high ? (low ? 'pass' : 'fail') : isWeak ? 'pass' : 'undecided'
  const moreUs = status === 'undecided' ? moreUsOf(objective, estimate, span.toUs - fromUs) : undefined
  return { objective, estimate, status, isWeak, ...(moreUs !== undefined && { moreUs }) }
}

const moreUsOf = ({ bound, statistic }: Objective, estimate: Estimate, spanUs: number): number | undefined => {
  const { interval } = estimate
  const needed = statistic.kind === 'percentile' ? samplesForQuantile(statistic.percentage / 100) : 0
  return interval && moreTimeUs({ ...estimate, interval, bound, spanUs, needed })
}

const usersOf = (records: readonly SecondRecord[], planned: number): Estimate | undefined => {
  const fold = new UsersFold()
  for (const { second, users } of records) if (users !== undefined) fold.add(second, users)
  const found = fold.mean(0, Number.POSITIVE_INFINITY)
  return found && { value: found.mean / planned, samples: found.seconds }
}

// So few that even the best of them could not have shown that the bound is kept.
const hasFewSamples = ({ statistic, bound }: Objective, { samples }: Estimate): boolean => {
  if (statistic.kind === 'errors') return samples * bound < RULE_OF_THREE
  return statistic.kind === 'percentile' && samples < 2 * samplesForQuantile(statistic.percentage / 100)
}

/** Events to be expected so that seeing none of them says something at 95 % (Hanley & Lippman-Hand, JAMA 249, 1983), two-sided. */
const RULE_OF_THREE = 4
