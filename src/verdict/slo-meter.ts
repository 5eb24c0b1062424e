import { samplesForQuantile } from '../metrics/order-statistics.js'
import type { RunFold } from '../metrics/run-fold.js'
import { lagsOf, type SecondRecord } from '../metrics/second-record.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'
import { isStepLatency } from './lag-limit.js'
import type { Objective, Operator, Span } from './objective.js'
import { meets, type Reading, readingOf, statisticOf, unitOf } from './reading.js'
import type { SloResult } from './slo-result.js'
import { SpanSamples } from './span-samples.js'

interface Measured extends Span {
  readonly samples: SpanSamples
  /** Schedule lag of all that was due then, where it is in what is measured. */
  readonly lag: SparseHistogram
}

/** Collects the samples of one SLO from a run's seconds, then says how it came out. */
export class SloMeter {
  readonly #objective: Objective
  readonly #spans: readonly Measured[]

  constructor(objective: Objective) {
    this.#objective = objective
    this.#spans = objective.spans.map((span) => ({ ...span, samples: new SpanSamples(), lag: new SparseHistogram() }))
  }

  add(record: SecondRecord): void {
    const atUs = record.second * 1_000_000
    for (const { fromUs, toUs, samples, lag } of this.#spans) {
      if (atUs < fromUs || atUs >= toUs) continue
      samples.add(record, this.#objective.source)
      if (isStepLatency(this.#objective)) for (const entries of lagsOf(record)) lag.mergeEntries(entries)
    }
  }

  /** The users' curve is not a sum over records, so it is asked of the whole run's fold. */
  result(fold: Pick<RunFold, 'users'>): SloResult {
    const { expression, statistic, op, bound } = this.#objective
    const readings = this.#spans.map((span) => reading(this.#objective, span, fold))
    const values = readings.flatMap(({ value }) => (value === undefined ? [] : [value]))
    const samples = Math.min(...readings.map((one) => one.samples), Number.MAX_SAFE_INTEGER)
    const missed = this.#spans.filter((_, i) => {
      const value = readings[i]?.value
      return value !== undefined && !meets(value, op, bound)
    })
    const isMissed = missed.length > 0
    const lags = missed.flatMap(({ lag }) => statisticOf(lag, statistic) ?? [])
    const isWhole = values.length > 0 && values.length === readings.length
    return {
      expression,
      status: isMissed ? 'fail' : isWhole ? 'pass' : 'inconclusive',
      value: worst(values, op, bound),
      unit: unitOf(statistic),
      weak: statistic.kind === 'percentile' && values.length > 0 && samples < needed(statistic.percentage),
      samples: readings.length === 0 ? 0 : samples,
      failed: this.#spans.reduce((sum, span) => sum + span.samples.failed.count, 0),
      ...(lags.length > 0 && { lagUs: Math.max(...lags) }),
    }
  }
}

const reading = (objective: Objective, span: Measured, fold: Pick<RunFold, 'users'>): Reading => {
  const { source } = objective
  if (source.kind !== 'users') return readingOf(objective, span.samples)
  const users = fold.users.mean(span.fromUs, span.toUs)
  return { value: users && users.mean / source.planned, samples: users?.seconds ?? 0 }
}

const needed = (percentage: number): number => (percentage >= 100 ? 0 : samplesForQuantile(percentage / 100))

const worst = (values: readonly number[], op: Operator, bound: number): number | null => {
  if (values.length === 0) return null
  if (op === '>' || op === '>=') return Math.min(...values)
  if (op !== '=') return Math.max(...values)
  return values.find((value) => value !== bound) ?? bound
}
