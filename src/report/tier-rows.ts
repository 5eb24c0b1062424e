import { distributionOf } from '../metrics/distribution.js'
import type { NginxLogReport } from '../metrics/nginx-record.js'
import type { RunMeta } from '../metrics/run-record.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'
import type { StepTotals } from '../metrics/step-totals.js'
import { TIERS, type Tier } from '../metrics/tier.js'
import type { Totals } from '../metrics/totals.js'
import type { TierEvidence } from './node-result.js'
import type { Distribution, StepRow, TierRow } from './result.js'
import { spectrumOf } from './spectrum.js'

/** One row a tier, also for a tier of which no source spoke. */
export const tierRows = (totals: Totals, table: RunMeta['steps'], basis: Basis = 'traces'): TierRow[] =>
  TIERS.map((name) => {
    const steps = [...totals.steps.values()]
    const exclusive = new SparseHistogram()
    for (const step of steps) {
      const histogram = step.tiers.get(name)
      if (histogram) exclusive.merge(histogram)
    }
    return {
      name,
      source: SOURCES[name],
      count: exclusive.count,
      coverage: exclusive.count === 0 ? 0 : COVERAGES[SOURCES[name]](exclusive.count, totals, table, basis),
      clipped: total(steps, (step) => step.clipped.get(name) ?? 0),
      exclusive: distributionOf(exclusive),
      spectrum: spectrumOf(exclusive),
    }
  })

/** What spans of sampled requests told of each tier that they spoke of. */
export const evidenceRows = ({ spanTimes }: Totals): TierEvidence[] =>
  TIERS.flatMap((name) => {
    const exclusive = spanTimes.get(name)
    return exclusive ? [{ name, source: 'otlp', count: exclusive.count, exclusive: distributionOf(exclusive) }] : []
  })

/** A line of the tiers' table: a tier by its own source, or by one that stands beside it. */
export type TierLine = Pick<TierRow | TierEvidence, 'name' | 'source' | 'count' | 'exclusive'> &
  Partial<Pick<TierRow, 'coverage' | 'clipped'>>

/** A step's times in the tiers, of the requests that touched each. */
export const stepTiers = (step: StepTotals): StepRow['tiers'] => {
  const tiers: Partial<Record<Tier, Distribution>> = {}
  for (const tier of TIERS) {
    const histogram = step.tiers.get(tier)
    const exclusive = histogram && distributionOf(histogram)
    if (exclusive) tiers[tier] = exclusive
  }
  return tiers
}

/**
 * A step's mean time in each tier over all requests of which the tier's source spoke, microseconds. Where nginx may
 * answer from its cache, silence of Server-Timing means that no application node was touched.
 */
export const stepSplit = (step: StepTotals, isCacheable: boolean): StepRow['split'] => {
  const answers = isCacheable ? step.answered : step.timed
  const split: Partial<Record<Tier, number>> = {}
  for (const tier of TIERS) {
    const histogram = step.tiers.get(tier)
    if (!histogram || histogram.count === 0) continue
    const spoken = SOURCES[tier] === 'nginx-log' ? histogram.count : answers
    split[tier] = Math.round(((histogram.mean() ?? 0) * histogram.count) / Math.max(spoken, histogram.count))
  }
  return split
}

const SOURCES: Readonly<Record<Tier, TierRow['source']>> = {
  network: 'nginx-log',
  nginx: 'nginx-log',
  jetty: 'server-timing',
  cassandra: 'server-timing',
  elasticsearch: 'server-timing',
}

/** How nginx's lines found their steps. */
type Basis = NginxLogReport['basis']
type Coverage = (count: number, totals: Totals, table: RunMeta['steps'], basis: Basis) => number

// nginx's log can speak of every traced request, by route of every answered one; Server-Timing of the answers to steps in which it spoke at all, files
// excepted, which nginx hands out by itself once it has them.
const COVERAGES: Readonly<Record<TierRow['source'], Coverage>> = {
  'nginx-log': (count, { steps }, _, basis) =>
    shareOf(
      count,
      total([...steps.values()], (step) => (basis === 'routes' ? step.answered : step.traced)),
    ),
  'server-timing': (_, { steps }, table) => {
    const spoken = [...steps].flatMap(([id, step]) => (step.timed > 0 && !table[id]?.isCacheable ? [step] : []))
    return shareOf(
      total(spoken, (step) => step.timed),
      total(spoken, (step) => step.answered),
    )
  },
}

// Records of a cut run may lack a part of the whole.
const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.min(1, part / whole))

const total = (steps: readonly StepTotals[], of: (step: StepTotals) => number): number =>
  steps.reduce((sum, step) => sum + of(step), 0)
