import type { MeasuredStep } from '../measured-step.js'
import { type CapacityModel, responseAt } from '../model/capacity-model.js'
import type { TierModel } from '../model/tier-model.js'
import { interactiveThroughput } from '../queueing/operational-laws.js'
import { type Grade, gradeOf } from './grade.js'
import { type Case, isOpen, type Limit, type LimitName, type LimitQuestion, limitsOf, worthOf } from './node-limits.js'
import type { NodeWorth } from './node-worth.js'
import { NODE_TIERS, type NodeTier, type PlanRules } from './plan-rules.js'

/** What a tier needs for the target users. */
export interface TierPlan {
  readonly tier: NodeTier
  readonly measuredNodes: number
  /** For the peak with growth, nothing in reserve for nodes that are lost. */
  readonly nodes: number
  readonly spare: number
  /** Nodes and spare, by the lower end of what a node carries. */
  readonly total: number
  /** The total by the upper and by the lower end; open: it may be more, since nothing tells how little a node carries at the least. */
  readonly range: { readonly low: number; readonly high: number; readonly isOpen: boolean }
  /** What asked for the most nodes. */
  readonly binding: LimitName
  /** Busy share of all planned nodes with growth, and without growth once some are lost; absent where nothing measured tells. */
  readonly busy?: { readonly atPeak: number; readonly afterLoss: number }
}

/** Nodes of every tier for the target users, and what that is worth. */
export interface NodePlan {
  readonly targetUsers: number
  /** In reserve: on top of the target users, and nodes of each tier that may be lost at once. */
  readonly growth: number
  readonly lost: number
  readonly neededPerSec: number
  readonly tiers: readonly TierPlan[]
  readonly grade: Grade
  /** Target over the largest load measured. */
  readonly extrapolation: number
  /** Beyond twice the largest load measured: a fit of the first third of a curve has over-predicted its peak by a third. */
  readonly isFarOut: boolean
}

/** What is planned for, and from what. */
export interface PlanRequest {
  readonly targetUsers: number
  /** At least one. */
  readonly steps: readonly MeasuredStep[]
  readonly carriedPerSec?: number
  readonly model: CapacityModel
  readonly rules: PlanRules
  /** What nodes of a tier are worth, where runs with different numbers of them tell; otherwise by the rules. */
  readonly worth?: NonNullable<LimitQuestion['worth']>
  /** Relative error of the model's predictions; absent: not known. */
  readonly modelError?: number
  /** Whether what was measured is the hardware of the event. */
  readonly isTargetHardware: boolean
}

const FAR_OUT = 2

/** The plan; a tier of which no source spoke is not in it. */
export const nodePlan = (request: PlanRequest): NodePlan => {
  const { targetUsers, model, rules } = request
  const neededPerSec = interactiveThroughput(targetUsers, model.thinkSec, responseAt(model, 0))
  const extrapolation = targetUsers / model.measuredUsers
  const question: LimitQuestion = { ...request, neededPerSec }
  return {
    targetUsers,
    growth: rules.growth,
    lost: rules.lost,
    neededPerSec,
    tiers: NODE_TIERS.flatMap((tier) => {
      const known = model.tiers.find(({ name }) => name === tier)
      return known ? [tierPlan(tier, known, question)] : []
    }),
    grade: gradeOf({ ...request, extrapolation }),
    extrapolation,
    isFarOut: extrapolation > FAR_OUT,
  }
}

const tierPlan = (tier: NodeTier, model: TierModel, question: LimitQuestion): TierPlan => {
  const limits = limitsOf(tier, model, question)
  const { total, binding } = totalOf(limits, 'worst')
  const nodes = Math.max(...limits.map((limit) => limit.nodes('worst')))
  return {
    tier,
    measuredNodes: model.nodes,
    nodes,
    // Where no number of nodes is enough, none is spare.
    spare: Number.isFinite(total) ? total - nodes : 0,
    total,
    range: { low: totalOf(limits, 'best').total, high: total, isOpen: isOpen(model) },
    binding,
    // Of no number of nodes there is no share.
    ...(model.service &&
      Number.isFinite(total) && {
        busy: busyOf(worthOf(tier, model, question), model.service.perNodePerSec.value, total, question),
      }),
  }
}

const totalOf = (limits: readonly Limit[], by: Case): { readonly total: number; readonly binding: LimitName } =>
  limits
    .map((limit) => ({ total: Math.max(limit.nodes(by), limit.nodesWithLoss(by)), binding: limit.name }))
    .reduce((a, b) => (b.total > a.total ? b : a))

const busyOf = (
  worth: NodeWorth,
  perNodePerSec: number,
  total: number,
  { neededPerSec, rules }: LimitQuestion,
): NonNullable<TierPlan['busy']> => {
  const capacity = (count: number): number => perNodePerSec * worth(count)
  return {
    atPeak: (neededPerSec * (1 + rules.growth)) / capacity(total),
    afterLoss: neededPerSec / capacity(total - rules.lost),
  }
}
