import type { Interval } from '../metrics/confidence/bootstrap.js'
import { samplesForQuantile } from '../metrics/order-statistics.js'
import type { SecondRecord } from '../metrics/second-record.js'
import type { SparseHistogram } from '../metrics/sparse-histogram.js'
import type { Objective, Span } from '../verdict/objective.js'
import { latenciesOf, readingOf } from '../verdict/reading.js'
import { SpanSamples } from '../verdict/span-samples.js'
import { SpanSeconds } from '../verdict/span-seconds.js'

/** What some seconds say of an objective: the figure, and where it truly lies with confidence; absent where they say nothing. */
export interface Estimate {
  readonly value: number
  readonly samples: number
  readonly interval?: Interval
}

const SEED = 1

/**
 * Estimates errors or a latency from the records of a step's span. From 30 s on by the moving-block bootstrap over seconds, at 95 %;
 * before that by order statistics, which take samples for independent, and so at 99 %.
 */
export const estimateOf = (
  objective: Objective,
  records: readonly SecondRecord[],
  span: Span,
): Estimate | undefined => {
  const [samples, seconds] = [new SpanSamples(), new SpanSeconds(objective, span)]
  for (const record of records) {
    samples.add(record, objective.source)
    seconds.add(record)
  }
  const { value, samples: count } = readingOf(objective, samples)
  if (value === undefined) return undefined
  const drawn = objective.statistic.kind === 'max' ? undefined : seconds.interval(SEED)
  const interval = drawn ? widened(drawn, objective, samples) : shortInterval(objective, samples)
  return { value, samples: count, ...(interval && { interval }) }
}

// What was never seen is in no draw: neither a failure among few requests, nor what lies above a quantile of too few samples.
const widened = (interval: Interval, objective: Objective, samples: SpanSamples): Interval => {
  const { statistic } = objective
  if (statistic.kind === 'percentile') {
    const isKnown = latenciesOf(objective, samples).count >= samplesForQuantile(statistic.percentage / 100)
    return isKnown ? interval : { ...interval, upper: Number.POSITIVE_INFINITY }
  }
  if (statistic.kind !== 'errors') return interval
  const { lower, upper } = shareInterval(samples.failed.count, samples.ended, Z_95)
  return { lower: Math.min(interval.lower, lower), upper: Math.max(interval.upper, upper) }
}

const Z_95 = 1.96
/** Two-sided 99 %. */
const Z_99 = 2.576
const TAIL_99 = 0.005

const shortInterval = (objective: Objective, samples: SpanSamples): Interval | undefined => {
  const { statistic } = objective
  if (statistic.kind === 'errors') return shareInterval(samples.failed.count, samples.ended, Z_99)
  if (statistic.kind !== 'percentile') return undefined
  return rankInterval(latenciesOf(objective, samples), statistic.percentage / 100)
}

/** Wilson's interval of a share (Journal of the American Statistical Association 22, 1927). */
export const shareInterval = (count: number, of: number, z: number): Interval => {
  if (of === 0) return { lower: 0, upper: 1 }
  const share = count / of
  const spread = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  const [middle, scale] = [share + z ** 2 / (2 * of), 1 + z ** 2 / of]
  return { lower: Math.max(0, (middle - spread) / scale), upper: Math.min(1, (middle + spread) / scale) }
}

/**
 * Order statistics at ranks of the binomial, two-sided 99 % (David & Nagaraja, Order Statistics, 7.1): the lower one by its normal
 * approximation n q - z √(n q (1-q)), the upper one exactly; infinite where even the largest of so few samples is none.
 */
export const rankInterval = (histogram: SparseHistogram, quantile: number): Interval | undefined => {
  const { count } = histogram
  if (count === 0) return undefined
  const low = Math.floor(count * quantile - Z_99 * Math.sqrt(count * quantile * (1 - quantile)))
  const above = mostAbove(count, 1 - quantile)
  const at = (rank: number): number => histogram.percentile((100 * rank) / count) ?? 0
  return { lower: low < 1 ? 0 : at(low), upper: above === undefined ? Number.POSITIVE_INFINITY : at(count - above) }
}

/** Beyond so many expected, sums of the binomial's terms would lose their first ones. */
const MOST_EXPECTED = 200

// The most values of which it is unlikely that no more lie above the quantile; undefined where none is.
const mostAbove = (count: number, share: number): number | undefined => {
  const expected = count * share
  if (expected > MOST_EXPECTED) return Math.floor(expected - Z_99 * Math.sqrt(expected * (1 - share))) - 1
  let term = (1 - share) ** count
  let sum = term
  let above = 0
  if (sum > TAIL_99) return undefined
  for (; ; above++) {
    term *= ((count - above) / (above + 1)) * (share / (1 - share))
    sum += term
    if (sum > TAIL_99) return above
  }
}
