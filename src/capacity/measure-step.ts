import { distributionOf } from '../metrics/distribution.js'
import { NodeFold } from '../metrics/node-fold.js'
import type { RunMeta } from '../metrics/run-record.js'
import type { SecondRecord } from '../metrics/second-record.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'
import { Totals } from '../metrics/totals.js'
import { UsersFold } from '../metrics/users-fold.js'
import { requestCounts } from '../report/result-rows.js'
import { unitOf } from '../verdict/reading.js'
import type { CapacityStep, ObjectiveRow } from './capacity-result.js'
import { measuredTiers } from './measure-tiers.js'
import type { MeasuredStep, ResponseTimes } from './measured-step.js'
import type { WeighedObjective } from './weigh-objective.js'
import { recordsIn, type StepSpan, type StepTerms, weighStep } from './weigh-step.js'

/** One step of a run as the result tells it: weighed once more with all that came in, and its figures after the cut. */
export const capacityStepOf = (
  records: readonly SecondRecord[],
  span: StepSpan,
  terms: Omit<StepTerms, 'isLast'>,
  { meta, run }: { readonly meta: RunMeta; readonly run: number },
): CapacityStep => {
  const weighed = weighStep(records, span, { ...terms, isLast: true })
  const fromUs = span.fromUs + weighed.cutSeconds * 1_000_000
  const window = recordsIn(records, fromUs, span.toUs)
  const totals = new Totals()
  for (const record of window) totals.merge(record)
  const { ok, failed, timedOut } = requestCounts(totals, null)
  const ended = ok + failed + timedOut
  return {
    run,
    planned: span.users,
    span,
    cutUs: fromUs - span.fromUs,
    outcome: weighed.outcome === 'undecided' ? 'inconclusive' : weighed.outcome,
    isSteady: weighed.isSteady,
    lagP99Us: weighed.lagP99Us ?? null,
    lagLimitUs: terms.lagLimitUs,
    failedShare: ended === 0 ? null : (ended - ok) / ended,
    service: timesOf(merged(totals, 'service')),
    objectives: weighed.objectives.map(rowOf),
    measured: measuredOf(window, totals, { windowUs: span.toUs - fromUs, meta, objectives: weighed.objectives }),
  }
}

interface Measuring {
  readonly windowUs: number
  readonly meta: RunMeta
  readonly objectives: readonly WeighedObjective[]
}

const measuredOf = (window: readonly SecondRecord[], totals: Totals, measuring: Measuring): MeasuredStep => {
  const { windowUs, meta, objectives } = measuring
  const users = new UsersFold()
  const nodes = new NodeFold()
  for (const record of window) {
    if (record.users !== undefined) users.add(record.second, record.users)
    nodes.add(record.nodes)
  }
  return {
    users: users.mean(0, Number.POSITIVE_INFINITY)?.mean ?? 0,
    throughputPerSec: (requestCounts(totals, null).ok * 1_000_000) / windowUs,
    windowUs,
    response: timesOf(merged(totals, 'response')),
    objectives: objectives.flatMap(durationOf),
    tiers: measuredTiers(totals, nodes.nodes, meta),
    ...handshakesOf(totals, windowUs),
  }
}

const handshakesOf = ({ opened }: Totals, windowUs: number): Pick<MeasuredStep, 'handshakes'> => {
  const all = opened.full.count + opened.resumed.count
  if (all === 0) return {}
  return { handshakes: { perSec: (all * 1_000_000) / windowUs, resumedShare: opened.resumed.count / all } }
}

const durationOf = ({ objective, estimate }: WeighedObjective): MeasuredStep['objectives'] => {
  if (!estimate || unitOf(objective.statistic) !== 'us') return []
  const { value, interval } = estimate
  const isKnown = interval && Number.isFinite(interval.upper)
  return [
    {
      text: objective.expression,
      boundUs: objective.bound,
      valueUs: value,
      ...(isKnown && { interval: { lowUs: interval.lower, highUs: interval.upper } }),
    },
  ]
}

const rowOf = ({ objective, estimate, status, isWeak, moreUs }: WeighedObjective): ObjectiveRow => ({
  expression: objective.expression,
  unit: unitOf(objective.statistic),
  op: objective.op,
  bound: objective.bound,
  status: status === 'undecided' ? 'inconclusive' : status,
  isWeak,
  value: estimate?.value ?? null,
  lower: estimate?.interval?.lower ?? null,
  // Beyond what can be told from so few samples.
  upper: estimate?.interval && Number.isFinite(estimate.interval.upper) ? estimate.interval.upper : null,
  samples: estimate?.samples ?? 0,
  ...(moreUs !== undefined && { moreUs }),
})

const merged = ({ steps }: Totals, series: 'response' | 'service'): SparseHistogram => {
  const all = new SparseHistogram()
  for (const step of steps.values()) all.merge(step[series])
  return all
}

const timesOf = (histogram: SparseHistogram): ResponseTimes => {
  const { mean = 0, p50 = 0, p95 = 0, p99 = 0 } = distributionOf(histogram) ?? {}
  return { meanUs: mean, p50Us: p50, p95Us: p95, p99Us: p99 }
}
