import type { StepName } from '../../metrics/run-record.js'
import type { StepSecond } from '../../metrics/second-record.js'
import type { SparseHistogram } from '../../metrics/sparse-histogram.js'
import { StepTotals } from '../../metrics/step-totals.js'
import { TIERS } from '../../metrics/tier.js'
import type { LiveSecond } from '../progress.js'
import type { RiemannEvent } from './wire.js'

/** What a run's last second said, and how its events are signed. */
export interface LiveNews {
  readonly second: LiveSecond
  /** How long it is since the second before was told. */
  readonly overUs: number
  /** Unix time. */
  readonly timeS: number
  readonly steps: readonly StepName[]
  readonly objectives: readonly LiveObjective[]
}

/** An SLO as it stands now. */
export interface LiveObjective {
  /** As the profile writes it. */
  readonly text: string
  readonly state: LiveState
  /** What was measured: milliseconds of a latency, or a share; undefined without a sample. */
  readonly value?: number
}

/** `unknown`: nothing to judge by has come yet. */
export type LiveState = 'ok' | 'critical' | 'unknown'

/** The same in all events of a run. */
export interface EventSignature {
  readonly host: string
  /** Stands before every service. */
  readonly prefix: string
  readonly tags: readonly string[]
  readonly ttlS: number
}

/**
 * The events of one second. A service holds one figure: rates per second, percentiles in milliseconds. What has no sample has no event, so
 * that it expires: no percentile is not a percentile of nothing. Percentiles are of this second and must not be averaged in Riemann.
 */
export const eventsOf = (news: LiveNews, signature: EventSignature): readonly RiemannEvent[] => {
  const { second, overUs, objectives } = news
  const all = totalsOf(second)
  const figures = [
    { service: 'users', metric: second.users },
    { service: 'connections', metric: second.openConnections },
    ...requestFigures('all', all, overUs),
    ...[...stepsOf(news)].flatMap(([name, totals]) => requestFigures(`step ${name}`, totals, overUs)),
    ...tierFigures(all, overUs),
    ...objectives.map(objectiveFigure),
  ]
  return figures.map((figure) => signed(figure, news.timeS, signature))
}

interface Figure {
  readonly service: string
  readonly state?: RiemannEvent['state']
  readonly metric?: number
}

const US_PER_S = 1_000_000
const US_PER_MS = 1_000
const PERCENTILES = [50, 99] as const

const requestFigures = (of: string, totals: StepTotals, overUs: number): readonly Figure[] => [
  { service: `${of} rate`, metric: perSec(totals.written, overUs) },
  failureFigure(`${of} errors`, totals.failures, overUs),
  failureFigure(`${of} dropped`, totals.dropped, overUs),
  ...timeFigures(of, totals.response),
]

const failureFigure = (service: string, count: number, overUs: number): Figure => ({
  service,
  state: count > 0 ? 'warning' : 'ok',
  metric: perSec(count, overUs),
})

const tierFigures = ({ tiers }: StepTotals, overUs: number): readonly Figure[] =>
  TIERS.flatMap((tier) => {
    const times = tiers.get(tier)
    if (!times || times.count === 0) return []
    return [
      { service: `tier ${tier} rate`, metric: perSec(times.count, overUs) },
      ...timeFigures(`tier ${tier}`, times),
    ]
  })

const timeFigures = (of: string, times: SparseHistogram): readonly Figure[] =>
  PERCENTILES.flatMap((percentage) => {
    const us = times.percentile(percentage)
    return us === undefined ? [] : [{ service: `${of} p${percentage}`, metric: us / US_PER_MS }]
  })

const objectiveFigure = ({ text, state, value }: LiveObjective): Figure => ({
  service: `slo ${text}`,
  state,
  ...(value !== undefined && { metric: value }),
})

const perSec = (count: number, overUs: number): number => (count * US_PER_S) / Math.max(overUs, 1)

/** All steps as one. */
const totalsOf = ({ records }: LiveSecond): StepTotals => {
  const totals = new StepTotals()
  for (const part of partsOf(records)) totals.merge(part)
  return totals
}

const stepsOf = ({ second, steps }: LiveNews): ReadonlyMap<string, StepTotals> => {
  const byName = new Map<string, StepTotals>()
  for (const part of partsOf(second.records)) {
    const name = steps[part.step]?.name ?? `number ${part.step}`
    const totals = byName.get(name) ?? new StepTotals()
    totals.merge(part)
    byName.set(name, totals)
  }
  return byName
}

const partsOf = (records: LiveSecond['records']): readonly StepSecond[] => records.flatMap(({ steps = [] }) => steps)

const signed = (
  { service, state = 'ok', metric }: Figure,
  timeS: number,
  { host, prefix, tags, ttlS }: EventSignature,
): RiemannEvent => ({
  host,
  service: `${prefix}${service}`,
  state,
  tags,
  ttlS,
  timeS,
  ...(metric !== undefined && { metric }),
})
