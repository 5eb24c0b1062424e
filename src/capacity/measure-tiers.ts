import type { NodeTotals, SignalTotals } from '../metrics/node-fold.js'
import type { SignalName } from '../metrics/node-span.js'
import type { RunMeta } from '../metrics/run-record.js'
import { TIERS, type Tier } from '../metrics/tier.js'
import type { Totals } from '../metrics/totals.js'
import { stepSplit } from '../report/tier-rows.js'
import type { MeasuredTier } from './measured-step.js'

/** Every tier of which a source spoke in a window: from the requests themselves, and from what its nodes told. */
export const measuredTiers = (totals: Totals, nodes: readonly NodeTotals[], meta: RunMeta): readonly MeasuredTier[] =>
  TIERS.flatMap((name) => {
    const times = requestTimes(totals, name, meta)
    if (!times) return []
    const own = nodes.filter(({ tier }) => tier === name)
    return [{ name, nodes: nodeCount(name, own, meta), ...times, ...toldBy(own, times, answeredOf(totals)) }]
  })

const answeredOf = ({ steps }: Totals): number => [...steps.values()].reduce((sum, { answered }) => sum + answered, 0)

type Times = Pick<MeasuredTier, 'exclusiveMeanUs' | 'operationsPerRequest'>

// A step's share of all answers weighs its mean, whether the tier's source spoke of each of them or of some.
const requestTimes = ({ steps }: Totals, tier: Tier, meta: RunMeta): Times | undefined => {
  let [weight, us, visits, isKnown] = [0, 0, 0, false]
  for (const [id, step] of steps) {
    weight += step.answered
    const mean = stepSplit(step, meta.steps[id]?.isCacheable === true)[tier]
    const histogram = step.tiers.get(tier)
    if (mean === undefined || !histogram) continue
    isKnown = true
    us += mean * step.answered
    visits += (histogram.mean() ?? 0) === 0 ? 0 : (mean / (histogram.mean() ?? 1)) * step.answered
  }
  if (!isKnown || weight === 0) return undefined
  return { exclusiveMeanUs: us / weight, operationsPerRequest: visits / weight }
}

const nodeCount = (tier: Tier, nodes: readonly NodeTotals[], { profile, target }: RunMeta): number => {
  if (tier === 'network') return 1
  if (target.kind === 'rehearsal') return profile.rehearsal[tier]
  const told = new Set(nodes.map(({ node }) => node)).size
  return Math.max(1, told, tier === 'nginx' ? (profile.target?.urls.length ?? 0) : 0)
}

const toldBy = (nodes: readonly NodeTotals[], times: Times, answered: number): Partial<MeasuredTier> => {
  const operations = operationsOf(nodes)
  const busy = nodes.flatMap((node) => utilisationOf(node) ?? [])
  const queued = nodes.map((node) => meanOf(node, 'queue')).filter((value) => value !== undefined)
  const cores = nodes.flatMap((node) => signalOf(node, 'cores')?.last ?? [])
  return {
    operationsPerRequest: operations === 0 || answered === 0 ? times.operationsPerRequest : operations / answered,
    ...(busy.length > 0 && { utilisation: Math.min(1, mean(busy)) }),
    ...(queued.length > 0 && { queued: queued.reduce((sum, one) => sum + one, 0) }),
    ...(cores.length > 0 && { slotsPerNode: mean(cores) }),
  }
}

// Several sources of one node count the same operations: the one that counts most has them all.
const operationsOf = (nodes: readonly NodeTotals[]): number => {
  const byNode = new Map<string, number>()
  for (const { node, operations } of nodes) {
    const count = [...operations.values()].reduce((sum, one) => sum + one.count, 0)
    byNode.set(node, Math.max(byNode.get(node) ?? 0, count))
  }
  return [...byNode.values()].reduce((sum, count) => sum + count, 0)
}

const utilisationOf = (node: NodeTotals): number | undefined => {
  const [cpu, cores] = [signalOf(node, 'cpu-time'), signalOf(node, 'cores')]
  if (cpu && cores && cores.last > 0 && node.knownUs > 0) return cpu.gained / (node.knownUs * cores.last)
  const [active, most] = [meanOf(node, 'active'), meanOf(node, 'most-threads')]
  return active !== undefined && most !== undefined && most > 0 ? active / most : undefined
}

// Of several pools the fullest.
const meanOf = ({ signals }: NodeTotals, name: SignalName): number | undefined => {
  const means = [...signals.values()].filter((one) => one.name === name && one.readings > 0)
  return means.length === 0 ? undefined : Math.max(...means.map(({ sum, readings }) => sum / readings))
}

const signalOf = ({ signals }: NodeTotals, name: SignalName): SignalTotals | undefined =>
  [...signals.values()].find((one) => one.name === name)

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
