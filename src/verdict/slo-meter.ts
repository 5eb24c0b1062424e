import type { RunFold } from '../metrics/run-fold.js'
import { lagsOf, type SecondRecord } from '../metrics/second-record.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'
import { isStepLatency } from './lag-limit.js'
import type { Objective, Operator, Span } from './objective.js'
import { type Reading, readingOf, statisticOf, unitOf } from './reading.js'
import type { SloResult } from './slo-result.js'
import { SpanSamples } from './span-samples.js'
import { hasSeconds, SpanSeconds } from './span-seconds.js'
import { type Standing, standingOf } from './standing.js'

interface Measured extends Span {
  readonly samples: SpanSamples
  /** Absent where the span is judged by its samples alone. */
  readonly seconds: SpanSeconds | undefined
  /** Schedule lag of all that was due then, where it is in what is measured. */
  readonly lag: SparseHistogram
}

/** Collects the samples of one SLO from a run's seconds, then says how it came out. */
export class SloMeter {
  readonly #objective: Objective
  readonly #seed: number
  readonly #spans: readonly Measured[]

  /** The seed is that of draws from the seconds; without one, as while a run lasts, the value decides. */
  constructor(objective: Objective, seed?: number) {
    this.#objective = objective
    this.#seed = seed ?? 0
    this.#spans = objective.spans.map((span) => ({
      ...span,
      samples: new SpanSamples(),
      seconds: seed !== undefined && hasSeconds(objective, span) ? new SpanSeconds(objective, span) : undefined,
      lag: new SparseHistogram(),
    }))
  }

  add(record: SecondRecord): void {
    const atUs = record.second * 1_000_000
    for (const { fromUs, toUs, samples, seconds, lag } of this.#spans) {
      if (atUs < fromUs || atUs >= toUs) continue
      samples.add(record, this.#objective.source)
      seconds?.add(record)
      if (isStepLatency(this.#objective)) for (const entries of lagsOf(record)) lag.mergeEntries(entries)
    }
  }

  /** The users' curve is not a sum over records, so it is asked of the whole run's fold. */
  result(fold: Pick<RunFold, 'users'>): SloResult {
    const { expression, statistic, op, bound } = this.#objective
    const stands = this.#spans.map((span) =>
      standingOf(this.#objective, span, reading(this.#objective, span, fold), span.seconds?.interval(this.#seed)),
    )
    const known = stands.flatMap(({ value }) => (value === undefined ? [] : [value]))
    const value = worst(known, op, bound)
    const interval = stands.find((stand) => stand.interval && stand.value === value)?.interval
    const open = stands.filter(({ status }) => status === 'inconclusive')
    const moreUs = open.every((stand) => stand.moreUs !== undefined)
      ? Math.max(...open.map(({ moreUs = 0 }) => moreUs))
      : 0
    const status = statusOf(stands)
    const lags = this.#spans.flatMap(({ lag }, i) =>
      stands[i]?.status === 'fail' ? (statisticOf(lag, statistic) ?? []) : [],
    )
    return {
      expression,
      status,
      value,
      method: interval ? 'bootstrap' : statistic.kind === 'percentile' ? 'order-statistics' : 'value',
      ...(interval && { interval }),
      ...(status === 'inconclusive' && moreUs > 0 && { moreUs }),
      unit: unitOf(statistic),
      weak: known.length > 0 && stands.some(({ weak }) => weak),
      samples: stands.length === 0 ? 0 : Math.min(...stands.map(({ samples }) => samples)),
      failed: this.#spans.reduce((sum, span) => sum + span.samples.failed.count, 0),
      ...(lags.length > 0 && { lagUs: Math.max(...lags) }),
    }
  }
}

const statusOf = (stands: readonly Standing[]): SloResult['status'] => {
  if (stands.some(({ status }) => status === 'fail')) return 'fail'
  return stands.length > 0 && stands.every(({ status }) => status === 'pass') ? 'pass' : 'inconclusive'
}

const reading = (objective: Objective, span: Measured, fold: Pick<RunFold, 'users'>): Reading => {
  const { source } = objective
  if (source.kind !== 'users') return readingOf(objective, span.samples)
  const users = fold.users.mean(span.fromUs, span.toUs)
  return { value: users && users.mean / source.planned, samples: users?.seconds ?? 0 }
}

const worst = (values: readonly number[], op: Operator, bound: number): number | null => {
  if (values.length === 0) return null
  if (op === '>' || op === '>=') return Math.min(...values)
  if (op !== '=') return Math.max(...values)
  return values.find((value) => value !== bound) ?? bound
}
