import { capacityAfter } from '../model/capacity-after.js'
import type { CapacityModel } from '../model/capacity-model.js'
import { slowed } from '../model/tier-model.js'
import { nodePlan, type PlanRequest } from './node-plan.js'
import { NODE_TIERS, type NodeTier, type PlanRules } from './plan-rules.js'

/** What the answer rests on. */
export const CAPACITY_ASSUMPTIONS = [
  'target-users',
  'think-time',
  'service',
  'growth',
  'lost',
  'efficiency',
  'busy-max',
] as const

/** One thing that the answer rests on, and how far the answer moves where it is a fifth worse than assumed. */
export interface CapacityAssumption {
  readonly name: (typeof CAPACITY_ASSUMPTIONS)[number]
  /** Of one tier; absent: of the platform. */
  readonly tier?: NodeTier
  readonly value: number
  readonly unit: 'count' | 'us' | 'share'
  /** `asked`: by whoever ran it, or by default; `rule`: of thumb, or as the plan was asked. */
  readonly source: 'asked' | 'measured' | 'rule'
  /** Who answers for it: for the event, for the platform's operation, or for the application. */
  readonly owner: 'business' | 'operations' | 'engineering'
  /** Users that are held then, relative to those that are; null where the model does not know, absent where it does not bear on them. */
  readonly usersChange?: number | null
  /** Nodes more, of all tiers; null where no number is enough. */
  readonly nodesChange: number | null
}

/** How much worse each of them is taken to be; of nodes that are lost, one more. */
const WORSE = 1.2

/** Every assumption of a plan; `held`: the most users that were, absent: none. */
export const capacityAssumptions = (request: PlanRequest, held: number | undefined): readonly CapacityAssumption[] => {
  const { model, rules, targetUsers } = request
  const before = totalOf(request)
  const more = (changed: Partial<PlanRequest>): number | null => difference(before, totalOf({ ...request, ...changed }))
  const withRules = (changed: Partial<PlanRules>) => more({ rules: { ...rules, ...changed } })
  const byModel = (changed: CapacityModel) => ({
    usersChange: held === undefined ? null : usersChange(model, held, changed),
    nodesChange: more({ model: changed }),
  })
  const owned = { unit: 'share', source: 'rule', owner: 'operations' } as const
  return [
    {
      ...{ name: 'target-users', value: targetUsers, unit: 'count', source: 'asked', owner: 'business' },
      nodesChange: more({ targetUsers: targetUsers * WORSE }),
    },
    {
      ...{ name: 'think-time', value: model.thinkSec * 1e6, unit: 'us', source: 'measured', owner: 'business' },
      ...byModel({ ...model, thinkSec: model.thinkSec / WORSE }),
    },
    ...endingTiers(model).map(
      ({ tier, demandSec }): CapacityAssumption => ({
        ...{ name: 'service', tier, value: demandSec * 1e6, unit: 'us', source: 'measured', owner: 'engineering' },
        ...byModel(withSlowed(model, tier)),
      }),
    ),
    {
      ...{ ...owned, name: 'growth', value: rules.growth, owner: 'business' },
      nodesChange: withRules({ growth: rules.growth * WORSE }),
    },
    { ...owned, name: 'lost', value: rules.lost, unit: 'count', nodesChange: withRules({ lost: rules.lost + 1 }) },
    {
      ...{ ...owned, name: 'efficiency', value: rules.efficiency },
      nodesChange: withRules({ efficiency: rules.efficiency / WORSE }),
    },
    ...endingTiers(model).map(
      ({ tier }): CapacityAssumption => ({
        ...{ ...owned, name: 'busy-max', tier, value: rules.tiers[tier].busyMax },
        nodesChange: withRules({ tiers: { ...rules.tiers, [tier]: lessBusy(rules.tiers[tier]) } }),
      }),
    ),
  ]
}

const totalOf = (request: PlanRequest): number => nodePlan(request).tiers.reduce((sum, { total }) => sum + total, 0)

const difference = (before: number, after: number): number | null =>
  Number.isFinite(before) && Number.isFinite(after) ? after - before : null

// Of what the model says of both, so that its own error is in neither.
const usersChange = (model: CapacityModel, held: number, changed: CapacityModel): number | null => {
  const [before, after] = [capacityAfter(model, held, model), capacityAfter(model, held, changed)]
  return before && after ? after.users / before.users - 1 : null
}

const endingTiers = ({ tiers }: CapacityModel): readonly { readonly tier: NodeTier; readonly demandSec: number }[] =>
  NODE_TIERS.flatMap((tier) => {
    const service = tiers.find(({ name }) => name === tier)?.service
    return service ? [{ tier, demandSec: service.demandSec }] : []
  })

const withSlowed = (model: CapacityModel, tier: NodeTier): CapacityModel => ({
  ...model,
  tiers: model.tiers.map((one) => (one.name === tier ? slowed(one, WORSE) : one)),
})

const lessBusy = (rules: PlanRules['tiers'][NodeTier]): PlanRules['tiers'][NodeTier] => ({
  ...rules,
  busyMax: rules.busyMax / WORSE,
  busyMaxAfterLoss: rules.busyMaxAfterLoss / WORSE,
})
