import type { MeasuredStep, MeasuredUse, NodeLimit } from '../measured-step.js'
import type { TierModel } from '../model/tier-model.js'
import { regressDemand } from '../queueing/demand-regression.js'
import { type NodeWorth, nodesWorth, ruledWorth } from './node-worth.js'
import type { NodeTier, PlanRules, TierRules } from './plan-rules.js'

/** `carried`: no end was seen, so no node is planned to carry more than it did. */
export type LimitName = 'cpu' | 'carried' | 'quorum' | NodeLimit

/** How many nodes one limit asks for. */
export interface Limit {
  readonly name: LimitName
  /** With all nodes up, for the peak with growth. */
  nodes(by: Case): number
  /** So that those that are left carry the peak when some are lost. */
  nodesWithLoss(by: Case): number
}

/** What of the interval of a node's capacity is taken: its lower end, where that is open the value, or its upper end. */
export type Case = 'worst' | 'best'

/** What limits are worked out from. */
export interface LimitQuestion {
  readonly targetUsers: number
  /** Requests that the target users make, without growth. */
  readonly neededPerSec: number
  readonly steps: readonly MeasuredStep[]
  /** Most that was carried within every SLO; absent: the most of all steps. */
  readonly carriedPerSec?: number
  readonly rules: PlanRules
  /** By tier, where runs with different numbers of its nodes tell. */
  readonly worth?: Readonly<Partial<Record<NodeTier, NodeWorth>>>
}

/** All limits of a tier that something is known of. */
export const limitsOf = (tier: NodeTier, model: TierModel, question: LimitQuestion): readonly Limit[] => {
  const rules = question.rules.tiers[tier]
  const largest = question.steps.reduce((a, b) => (b.users > a.users ? b : a))
  const measured = largest.tiers.find(({ name }) => name === tier)
  const uses = measured?.uses ?? []
  const worth = worthOf(tier, model, question)
  return [
    model.service ? cpuLimit(model, rules, worth, question) : carriedLimit(model, worth, question),
    ...uses.flatMap((use) => {
      const idle = use.idle ?? idleOf(use, tier, question.steps)
      const allowed = use.allowed ?? rules.allowed[use.limit]
      const nodesPerUser = (model.nodes / largest.users) * factorOf(use, rules)
      return allowed === undefined ? [] : [useLimit({ ...use, idle, allowed }, nodesPerUser, question)]
    }),
    quorumLimit(rules, question),
  ]
}

/** What nodes of a tier are worth: as runs tell, otherwise by the rule. */
export const worthOf = (tier: NodeTier, { nodes }: TierModel, { rules, worth }: LimitQuestion): NodeWorth =>
  worth?.[tier] ?? ruledWorth(nodes, rules.efficiency)

// X_lo(n)·U_max ≥ X·(1+growth), and X_lo(n-f)·U_max after loss ≥ X.
const cpuLimit = (
  model: TierModel,
  tierRules: TierRules,
  worth: NodeWorth,
  { neededPerSec, rules }: LimitQuestion,
): Limit => {
  const nodesFor = (perSec: number, busyMax: number, by: Case): number =>
    nodesWorth(worth, perSec / (busyMax * perNode(model, by)))
  return {
    name: 'cpu',
    nodes: (by) => nodesFor(neededPerSec * (1 + rules.growth), tierRules.busyMax, by),
    nodesWithLoss: (by) => rules.lost + nodesFor(neededPerSec, tierRules.busyMaxAfterLoss, by),
  }
}

/** Whether nothing tells how little a node carries at the least. */
export const isOpen = ({ service }: TierModel): boolean => service !== undefined && !(service.perNodePerSec.low > 0)

const perNode = (model: TierModel, by: Case): number => {
  if (!model.service) return 0
  const { value, low, high } = model.service.perNodePerSec
  if (by === 'best') return high
  return isOpen(model) ? value : low
}

const carriedLimit = ({ nodes }: TierModel, worth: NodeWorth, question: LimitQuestion): Limit => {
  const { steps, neededPerSec, rules } = question
  const most = question.carriedPerSec ?? Math.max(...steps.map(({ throughputPerSec }) => throughputPerSec))
  const carried = most / nodes
  return {
    name: 'carried',
    nodes: () => nodesWorth(worth, (neededPerSec * (1 + rules.growth)) / carried),
    nodesWithLoss: () => rules.lost + nodesWorth(worth, neededPerSec / carried),
  }
}

const useLimit = (use: Required<MeasuredUse>, nodesPerUser: number, { targetUsers, rules }: LimitQuestion): Limit => {
  const { idle } = use
  const wanted = (use.used - idle) * nodesPerUser * targetUsers
  const nodesFor = (amount: number, allowed: number): number =>
    allowed > idle ? upwards(amount / (allowed - idle)) : Number.POSITIVE_INFINITY
  return {
    name: use.limit,
    nodes: () => nodesFor(wanted * (1 + rules.growth), use.allowed * rules.useMax),
    nodesWithLoss: () => rules.lost + nodesFor(wanted, use.allowed),
  }
}

const IDLE_POINTS_MIN = 3

// What is used without users: where the line through all steps begins.
const idleOf = ({ limit, used }: MeasuredUse, tier: NodeTier, steps: readonly MeasuredStep[]): number => {
  const points = steps.flatMap(({ users, tiers }) => {
    const use = tiers.find(({ name }) => name === tier)?.uses?.find((one) => one.limit === limit)
    return use ? [{ throughputPerSec: users, busyServers: use.used }] : []
  })
  const line = points.length < IDLE_POINTS_MIN ? undefined : regressDemand(points)
  return Math.min(used, Math.max(0, line?.idleServers ?? 0))
}

const factorOf = ({ limit }: MeasuredUse, { threadFactor }: TierRules): number =>
  limit === 'threads' ? threadFactor : 1

const quorumLimit = ({ nodesMin, leftMin }: TierRules, { rules }: LimitQuestion): Limit => ({
  name: 'quorum',
  nodes: () => nodesMin,
  nodesWithLoss: () => rules.lost + leftMin,
})

// A whole number that rounding made a little more stays itself.
const upwards = (count: number): number => Math.ceil(count - 1e-9)
