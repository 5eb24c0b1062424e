import { warmUpOf } from '../metrics/confidence/warm-up.js'
import { samplesForQuantile } from '../metrics/order-statistics.js'
import type { SearchedSpan } from '../metrics/search-record.js'
import { lagsOf, type SecondRecord } from '../metrics/second-record.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'
import type { Objective } from '../verdict/objective.js'
import { meets } from '../verdict/reading.js'
import type { StepOutcome } from './search.js'
import { type Estimate, estimateOf } from './slo-interval.js'

export type StepSpan = SearchedSpan

/** What a step is held against. */
export interface StepTerms {
  /** Their spans are the step's, whatever they say. */
  readonly objectives: readonly StepObjective[]
  readonly lagLimitUs: number
  /** Nothing more will come: what is not decided now stays so. */
  readonly isLast: boolean
}

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
}

/** A step weighed: decided, or not yet. */
export interface WeighedStep {
  readonly outcome: StepOutcome | 'undecided'
  /** Left out at the window's start, whole seconds. */
  readonly cutSeconds: number
  /** False: the mean response still moved when the window ended. */
  readonly isSteady: boolean
  readonly lagP99Us: number | undefined
  readonly objectives: readonly WeighedObjective[]
}

const SECOND_US = 1_000_000
/** In fewer seconds neither warm-up nor scatter can be told from a whim. */
const LEAST_SECONDS = 30
/** Left out of a shorter window in place of a warm-up that is known. */
const SHORT_CUT = 1 / 3

/** Weighs what is known of a step: late before everything, then missed, then held; steady or not where it may still go on. */
export const weighStep = (records: readonly SecondRecord[], span: StepSpan, terms: StepTerms): WeighedStep => {
  const within = recordsIn(records, span.fromUs, span.toUs)
  const seconds = Math.round((span.toUs - span.fromUs) / SECOND_US)
  const { cut, isSteady } = warmUp(within, span, seconds)
  const judged = recordsIn(records, span.fromUs + cut * SECOND_US, span.toUs)
  const objectives = terms.objectives.map((one) =>
    weighed(one, one.countsRamp ? recordsIn(records, span.rampFromUs, span.toUs) : judged, {
      span,
      fromUs: one.countsRamp ? span.rampFromUs : span.fromUs + cut * SECOND_US,
      isLast: terms.isLast,
    }),
  )
  const lagP99Us = lagOf(judged).percentile(99)
  const isLate = lagP99Us !== undefined && lagP99Us > terms.lagLimitUs
  const isDecidable = terms.isLast || seconds >= LEAST_SECONDS
  const outcome = isLate ? (isDecidable ? 'invalid' : 'undecided') : outcomeOf(objectives, isSteady, terms.isLast)
  return { outcome, cutSeconds: cut, isSteady, lagP99Us, objectives }
}

/** Records of the seconds that begin in a span. */
export const recordsIn = (records: readonly SecondRecord[], fromUs: number, toUs: number): readonly SecondRecord[] =>
  records.filter(({ second }) => second * SECOND_US >= fromUs && second * SECOND_US < toUs)

const outcomeOf = (
  objectives: readonly WeighedObjective[],
  isSteady: boolean,
  isLast: boolean,
): WeighedStep['outcome'] => {
  if (objectives.some(({ status }) => status === 'fail')) return 'fail'
  const isHeld = objectives.length > 0 && objectives.every(({ status }) => status === 'pass')
  if (isHeld && (isSteady || isLast)) return 'pass'
  return isLast ? 'inconclusive' : 'undecided'
}

const lagOf = (records: readonly SecondRecord[]): SparseHistogram => {
  const lag = new SparseHistogram()
  for (const record of records) for (const entries of lagsOf(record)) lag.mergeEntries(entries)
  return lag
}

const warmUp = (records: readonly SecondRecord[], { fromUs }: StepSpan, seconds: number) => {
  if (seconds < LEAST_SECONDS) return { cut: Math.floor(seconds * SHORT_CUT), isSteady: true }
  const means = meanResponses(records, Math.round(fromUs / SECOND_US), seconds)
  const { cut, isSteady } = warmUpOf(means) ?? { cut: 0, isSteady: true }
  return { cut, isSteady: isSteady || !isGrowing(means.slice(cut)) }
}

/** More than so much from the first third to the last is growth and no whim. */
const GROWTH = 1.2

// Of few batches the cut is often the longest by chance; what has come down by then is no matter, and what goes on growing is.
const isGrowing = (means: readonly number[]): boolean => {
  const third = Math.floor(means.length / 3)
  return meanOf(means.slice(-third)) > GROWTH * meanOf(means.slice(0, third))
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

// A second without an answer goes on as the one before.
const meanResponses = (records: readonly SecondRecord[], first: number, seconds: number): readonly number[] => {
  const bySecond = Array.from({ length: seconds }, () => new SparseHistogram())
  for (const { second, steps = [] } of records)
    for (const { response } of steps) bySecond[second - first]?.mergeEntries(response ?? [])
  let last = 0
  return bySecond.map((histogram) => {
    last = histogram.mean() ?? last
    return last
  })
}

interface Weighing {
  readonly span: StepSpan
  readonly fromUs: number
  readonly isLast: boolean
}

const weighed = (
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
  return { objective, estimate, status, isWeak }
}

const usersOf = (records: readonly SecondRecord[], planned: number): Estimate | undefined => {
  const known = new Map(records.flatMap(({ second, users }) => (users === undefined ? [] : [[second, users] as const])))
  const sum = [...known.values()].reduce((total, users) => total + users, 0)
  return known.size === 0 ? undefined : { value: sum / known.size / planned, samples: known.size }
}

// So few that even the best of them could not have shown that the bound is kept.
const hasFewSamples = ({ statistic, bound }: Objective, { samples }: Estimate): boolean => {
  if (statistic.kind === 'errors') return samples * bound < RULE_OF_THREE
  return statistic.kind === 'percentile' && samples < 2 * samplesForQuantile(statistic.percentage / 100)
}

/** Events to be expected so that seeing none of them says something at 95 % (Hanley & Lippman-Hand, JAMA 249, 1983), two-sided. */
const RULE_OF_THREE = 4
