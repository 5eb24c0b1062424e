import { mean } from 'simple-statistics'
import { Figures } from '../live/figures.js'
import { warmUpOf } from '../metrics/confidence/warm-up.js'
import type { SearchedSpan } from '../metrics/search-record.js'
import type { SecondRecord } from '../metrics/second-record.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'
import type { StepOutcome } from './search.js'
import { type StepObjective, type WeighedObjective, weighedObjective } from './weigh-objective.js'

export type StepSpan = SearchedSpan

/** What a step is held against. */
export interface StepTerms {
  /** Their spans are the step's, whatever they say. */
  readonly objectives: readonly StepObjective[]
  readonly lagLimitUs: number
  /** Nothing more will come: what is not decided now stays so. */
  readonly isLast: boolean
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
    weighedObjective(one, one.countsRamp ? recordsIn(records, span.rampFromUs, span.toUs) : judged, {
      span,
      fromUs: one.countsRamp ? span.rampFromUs : span.fromUs + cut * SECOND_US,
      isLast: terms.isLast,
    }),
  )
  const lagP99Us = lagP99Of(judged)
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

const lagP99Of = (records: readonly SecondRecord[]): number | undefined => {
  const figures = new Figures()
  for (const record of records) figures.add(record)
  return figures.lagP99Us
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
  return mean(means.slice(-third)) > GROWTH * mean(means.slice(0, third))
}

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
