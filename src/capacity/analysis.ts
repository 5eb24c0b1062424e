import type { Tier } from '../metrics/tier.js'
import type { CapacityStep } from './capacity-result.js'
import type { MeasuredStep } from './measured-step.js'
import { pressureText, rankTiers } from './model/bottleneck.js'
import { type CapacityModel, capacityModel } from './model/capacity-model.js'
import {
  type ModelBounds,
  modelBounds,
  type PredictionError,
  predictionError,
  type StepPrediction,
  stepPredictions,
} from './model/step-predictions.js'
import { type TierDemand, tierDemands } from './model/tier-demands.js'
import { type CapacityAssumption, capacityAssumptions } from './plan/assumptions.js'
import { evaluateWhatIf, type WhatIfAnswer } from './plan/evaluate-what-if.js'
import type { LimitQuestion } from './plan/node-limits.js'
import { type NodePlan, nodePlan, type PlanRequest, type TierPlan } from './plan/node-plan.js'
import type { PlanRules } from './plan/plan-rules.js'
import { type WhatIf, whatIfText } from './plan/what-if.js'

/** What the steps say together, by the model of the platform that they make. */
export interface CapacityAnalysis {
  /** By how near they are to their end, each with its evidence in a sentence. */
  readonly tiers: readonly RankedTier[]
  /** Each step's mean response as measured and as the model says. */
  readonly predictions: readonly PredictedStep[]
  /** Of steps that the model was not told of; absent with few of them. */
  readonly modelError?: PredictionError
  /** Where the bounds of these demands meet; absent where no tier is known to end. */
  readonly bounds?: ModelBounds
  /** What requests ask of each tier. */
  readonly demands: readonly TierDemand[]
  readonly plan: Plan
  /** What users and plan rest on, each with what comes of it being wrong. */
  readonly assumptions: readonly CapacityAssumption[]
  readonly whatIf: readonly AskedWhatIf[]
}

export interface RankedTier {
  readonly tier: Tier
  readonly evidence: string
  /** Whether the evidence is enough to say that the tier comes to its end. */
  readonly isShown: boolean
}

/** Changes that were asked about, as they were written, and what they would do. */
export interface AskedWhatIf {
  readonly text: string
  readonly answer: WhatIfAnswer
}

/** A step's mean response as measured, as the model says and as it is at the least, seconds; null where the model cannot keep up. */
export interface PredictedStep {
  readonly users: number
  readonly throughputPerSec: number
  readonly measuredSec: number
  readonly boundPerSec: number
  readonly boundSec: number
  readonly erlangSec: number | null
  readonly mvaSec: number | null
  readonly heldOutSec?: number | null
}

/** The node plan; null where no number of nodes is enough. */
export interface Plan extends Omit<NodePlan, 'tiers'> {
  readonly tiers: readonly PlannedTier[]
}

export interface PlannedTier extends Omit<TierPlan, 'nodes' | 'total' | 'range'> {
  readonly nodes: number | null
  readonly total: number | null
  readonly range: { readonly low: number | null; readonly high: number | null; readonly isOpen: boolean }
}

/** What is asked of the steps. */
export interface AnalysisQuestion {
  readonly targetUsers: number
  /** Most users that were held; absent: none were. */
  readonly held?: number | undefined
  /** The fewest that were not; absent: none were too many. */
  readonly missed?: number | undefined
  readonly whatIf: readonly (readonly WhatIf[])[]
  readonly rules: PlanRules
  /** What nodes of a tier are worth, where runs with different numbers of them tell. */
  readonly worth?: LimitQuestion['worth']
  readonly isTargetHardware: boolean
}

/** Undefined where no valid step had any throughput. */
export const analysisOf = (all: readonly CapacityStep[], question: AnalysisQuestion): CapacityAnalysis | undefined => {
  const steps = all.filter(({ outcome }) => outcome !== 'invalid').map(({ measured }) => measured)
  const told = balancedOf(all, question)
  const model = capacityModel(told)
  if (!model) return undefined
  const predictions = stepPredictions(steps, told, model)
  const modelError = predictionError(
    predictions.filter((_, i) => told.some((step) => step === steps[i])),
    'heldOutSec',
  )
  const { targetUsers, rules, worth, isTargetHardware } = question
  const bounds = modelBounds(model)
  const carried = all.filter(({ outcome }) => outcome === 'pass').map(({ measured }) => measured.throughputPerSec)
  const request: PlanRequest = {
    ...{ targetUsers, steps: told, model, isTargetHardware, rules },
    ...(worth && { worth }),
    ...(carried.length > 0 && { carriedPerSec: Math.max(...carried) }),
    ...(modelError && { modelError: modelError.median }),
  }
  return {
    tiers: rankTiers(told, model).map((pressure) => {
      const { tier, isShown } = pressure
      return { tier, evidence: pressureText(pressure), isShown }
    }),
    predictions: predictions.map(predictedStep),
    ...(modelError && Number.isFinite(modelError.worst) && { modelError }),
    ...(bounds && { bounds }),
    demands: tierDemands(told, model),
    plan: planOf(request),
    assumptions: capacityAssumptions(request, question.held),
    whatIf: question.whatIf.map((changes) => asked(changes, model, told, question)),
  }
}

// Beyond the limit queues grow for as long as a step lasts, so that its times are those of no load, and the tiers in front grow with the one that
// gave way: what counts are the steps up to the first that was too much.
const balancedOf = (all: readonly CapacityStep[], { missed }: AnalysisQuestion): readonly MeasuredStep[] =>
  all
    .filter(({ planned, outcome }) => outcome !== 'invalid' && planned <= (missed ?? Number.POSITIVE_INFINITY))
    .map(({ measured }) => measured)

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const predictedStep = ({ erlangSec, mvaSec, heldOutSec, ...step }: StepPrediction): PredictedStep => ({
  ...step,
  erlangSec: finite(erlangSec),
  mvaSec: finite(mvaSec),
  ...(heldOutSec !== undefined && { heldOutSec: finite(heldOutSec) }),
})

const planOf = (request: PlanRequest): Plan => {
  const plan = nodePlan(request)
  const tiers = plan.tiers.map(({ nodes, total, range: { low, high, isOpen }, ...tier }) => ({
    ...tier,
    nodes: finite(nodes),
    total: finite(total),
    range: { low: finite(low), high: finite(high), isOpen },
  }))
  return { ...plan, tiers }
}

const asked = (
  changes: readonly WhatIf[],
  model: CapacityModel,
  steps: readonly MeasuredStep[],
  { held }: AnalysisQuestion,
): AskedWhatIf => {
  const text = changes.map(whatIfText).join(', ')
  const largest = steps.reduce((a, b) => (b.users > a.users ? b : a))
  if (held === undefined) return { text, answer: { kind: 'unknown', reason: 'no step was held to compare with' } }
  const { throughputPerSec, handshakes } = largest
  const given = { model, limitUsers: held, throughputPerSec, ...(handshakes && { handshakes }) }
  return { text, answer: evaluateWhatIf(given, changes) }
}
