import type { SparseHistogram } from '../metrics/sparse-histogram.js'
import { isShare } from '../profile/slo.js'
import type { Objective, Operator } from './objective.js'
import type { SloResult } from './slo-result.js'
import type { SpanSamples } from './span-samples.js'

/** What one span's samples say of an objective. */
export interface Reading {
  /** In the statistic's own unit; undefined without a sample. */
  readonly value: number | undefined
  readonly samples: number
}

/** Reads errors or a latency; users are no sum over records and have no reading here. */
export const readingOf = (objective: Objective, samples: SpanSamples): Reading => {
  const { statistic } = objective
  if (statistic.kind === 'errors') {
    return { value: samples.ended === 0 ? undefined : samples.failed.count / samples.ended, samples: samples.ended }
  }
  const histogram = latenciesOf(objective, samples)
  return { value: statisticOf(histogram, statistic), samples: histogram.count }
}

/** The durations that an objective on latency is about. */
export const latenciesOf = ({ op, bound }: Pick<Objective, 'op' | 'bound'>, samples: SpanSamples): SparseHistogram =>
  isMost(op) ? samples.judgedAgainst(bound) : samples.succeeded

/** Whether a bound is one that must not be passed. */
export const isMost = (op: Operator): boolean => op === '<' || op === '<='

/** The unit in which a statistic is measured. */
export const unitOf = (statistic: Objective['statistic']): SloResult['unit'] => (isShare(statistic) ? 'ratio' : 'us')

/** Whether a value keeps a bound. */
export const meets = (value: number, op: Operator, bound: number): boolean => {
  switch (op) {
    case '<':
      return value < bound
    case '<=':
      return value <= bound
    case '>':
      return value > bound
    case '>=':
      return value >= bound
    case '=':
      return value === bound
  }
}

/** A latency's statistic, microseconds; undefined without a sample, and for what is no latency. */
export const statisticOf = (histogram: SparseHistogram, statistic: Objective['statistic']): number | undefined => {
  switch (statistic.kind) {
    case 'percentile':
      return histogram.percentile(statistic.percentage)
    case 'mean':
      return rounded(histogram.mean())
    case 'max':
      return histogram.percentile(100)
    case 'errors':
    case 'users':
      return undefined
  }
}

const rounded = (value: number | undefined): number | undefined => value && Math.round(value)
