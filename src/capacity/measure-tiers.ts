import type { NodeTotals } from '../metrics/node-fold.js'
import type { RunMeta } from '../metrics/run-record.js'
import type { StepTotals } from '../metrics/step-totals.js'
import { TIERS, type Tier } from '../metrics/tier.js'
import type { Totals } from '../metrics/totals.js'
import { stepSplit } from '../report/tier-rows.js'
import { COUNTED_NAMES } from '../verdict/asked-operations.js'
import type { MeasuredTier } from './measured-step.js'
import { toldByNodes } from './told-by-nodes.js'

/** Every tier of which a source spoke in a window: from the requests themselves, and from what its nodes told. */
export const measuredTiers = (totals: Totals, nodes: readonly NodeTotals[], meta: RunMeta): readonly MeasuredTier[] =>
  TIERS.flatMap((name) => {
    const times = requestTimes(totals, name, meta)
    if (!times) return []
    const own = nodes.filter(({ tier }) => tier === name)
    const operationsPerRequest = times.told ?? countedPerRequest(name, own, totals) ?? times.visits
    const { exclusiveMeanUs } = times
    return [
      { name, nodes: nodeCount(name, own, meta), exclusiveMeanUs, operationsPerRequest, ...toldByNodes(name, own) },
    ]
  })

interface Times {
  readonly exclusiveMeanUs: number
  /** Share of the requests that touched the tier. */
  readonly visits: number
  /** Operations for each request by Server-Timing; undefined where it counts none. */
  readonly told: number | undefined
}

// A step's share of all answers weighs its mean, whether the tier's source spoke of each of them or of some.
const requestTimes = ({ steps }: Totals, tier: Tier, meta: RunMeta): Times | undefined => {
  let [weight, us, visits, told, isKnown] = [0, 0, 0, 0, false]
  for (const [id, step] of steps) {
    weight += step.answered
    const mean = stepSplit(step, meta.steps[id]?.isCacheable === true)[tier]
    const histogram = step.tiers.get(tier)
    if (mean === undefined || !histogram) continue
    isKnown = true
    us += mean * step.answered
    const touched = (histogram.mean() ?? 0) === 0 ? 0 : (mean / (histogram.mean() ?? 1)) * step.answered
    visits += touched
    told += (touched * toldOperations(step, tier)) / histogram.count
  }
  if (!isKnown || weight === 0) return undefined
  return { exclusiveMeanUs: us / weight, visits: visits / weight, told: told > 0 ? told / weight : undefined }
}

const toldOperations = ({ cassandraOperations, elasticsearchOperations }: StepTotals, tier: Tier): number =>
  tier === 'cassandra' ? cassandraOperations : tier === 'elasticsearch' ? elasticsearchOperations : 0

const NAMES: Readonly<Partial<Record<Tier, readonly (typeof COUNTED_NAMES)[keyof typeof COUNTED_NAMES][]>>> = {
  jetty: [COUNTED_NAMES.jetty],
  cassandra: [COUNTED_NAMES.cassandra],
  elasticsearch: [COUNTED_NAMES.search, COUNTED_NAMES.index],
}

// Several sources of a tier count the same operations: the one that counts most has them all.
const countedPerRequest = (tier: Tier, nodes: readonly NodeTotals[], { steps }: Totals): number | undefined => {
  const counted = Math.max(0, ...bySource(nodes).map((some) => countedBy(tier, some)))
  const answered = [...steps.values()].reduce((sum, step) => sum + step.answered, 0)
  return counted === 0 || answered === 0 ? undefined : counted / answered
}

// Of each kind the first of its names that the source knows, so that one search is one operation.
const countedBy = (tier: Tier, nodes: readonly NodeTotals[]): number => {
  const counts = nodes.flatMap(({ operations }) => [...operations].map(([name, { count }]) => ({ name, count })))
  return (NAMES[tier] ?? []).reduce((sum, alternatives) => {
    const names: readonly string[] =
      alternatives.find(({ any }) => counts.some(({ name }) => isAmong(any, name)))?.any ?? []
    return counts.filter(({ name }) => names.includes(name)).reduce((total, { count }) => total + count, sum)
  }, 0)
}

const bySource = (nodes: readonly NodeTotals[]): readonly (readonly NodeTotals[])[] =>
  [...new Set(nodes.map(({ source }) => source))].map((source) => nodes.filter((node) => node.source === source))

const isAmong = (names: readonly string[], name: string): boolean => names.includes(name)

// Sources call a node by the port that they ask.
const nodeCount = (tier: Tier, nodes: readonly NodeTotals[], { profile, target }: RunMeta): number => {
  if (tier === 'network') return 1
  if (target.kind === 'rehearsal') return profile.rehearsal[tier]
  const told = bySource(nodes).map((some) => some.length)
  return Math.max(1, ...told, tier === 'nginx' ? (profile.target?.urls.length ?? 0) : 0)
}
