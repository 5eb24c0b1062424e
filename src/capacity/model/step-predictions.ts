import { median } from 'simple-statistics'
import type { MeasuredStep } from '../measured-step.js'
import { type ClosedPoint, meanValues } from '../queueing/mva.js'
import { asymptoticBounds, type Station } from '../queueing/operational-laws.js'
import { type CapacityModel, capacityModel, predict } from './capacity-model.js'

/** A step's mean response as measured, and as models of it say; seconds. */
export interface StepPrediction {
  readonly users: number
  readonly throughputPerSec: number
  readonly measuredSec: number
  /** What no system of these demands passes: requests a second at the most, and response at the least. */
  readonly boundPerSec: number
  readonly boundSec: number
  /** Each node a queue by Erlang C with Allen and Cunneen's factor. */
  readonly erlangSec: number
  /** Mean value analysis with Seidmann's split, all nodes of a tier as one station. */
  readonly mvaSec: number
  /** Erlang C by a model that was not told of this step; absent where the others are too few. */
  readonly heldOutSec?: number
}

/** Relative errors of predicted response, 0.1 for 10 %: the middle one and the worst of all steps. */
export interface PredictionError {
  readonly median: number
  readonly worst: number
}

/** Every step as the model says that was made from some of them, and as a model does that was not told of it. */
export const stepPredictions = (
  steps: readonly MeasuredStep[],
  told: readonly MeasuredStep[],
  model: CapacityModel,
): readonly StepPrediction[] => {
  const closed = closedPoints(model, steps.map(usersOf))
  const [stations, delaySec] = [stationsOf(model), delaysOf(model)]
  return steps.map((step) => {
    const others = modelWithout(step, told, model)
    const bounds = asymptoticBounds(stations, model.thinkSec + delaySec, step.users)
    const heldOutSec = others && predict(others, step.users).responseSec
    return {
      users: step.users,
      throughputPerSec: step.throughputPerSec,
      measuredSec: step.response.meanUs / 1e6,
      ...{ boundPerSec: bounds.throughputPerSec, boundSec: bounds.responseSec + delaySec },
      erlangSec: predict(model, step.users).responseSec,
      mvaSec: (closed.get(usersOf(step))?.responseSec ?? 0) + delaySec,
      ...(heldOutSec !== undefined && { heldOutSec }),
    }
  })
}

const modelWithout = (step: MeasuredStep, told: readonly MeasuredStep[], model: CapacityModel) => {
  if (!told.includes(step)) return model
  return told.length > OTHERS_MIN ? capacityModel(told.filter((one) => one !== step)) : undefined
}

/** Where the bounds of a model meet: requests a second that nothing passes, and the users from whom on some wait; undefined where no tier is known to end. */
export const modelBounds = (model: CapacityModel): ModelBounds | undefined => {
  const { throughputPerSec, kneeUsers } = asymptoticBounds(
    stationsOf(model),
    model.thinkSec + delaysOf(model),
    Number.POSITIVE_INFINITY,
  )
  return Number.isFinite(throughputPerSec) ? { perSec: throughputPerSec, kneeUsers } : undefined
}

export interface ModelBounds {
  readonly perSec: number
  readonly kneeUsers: number
}

/** Errors of one of the models; undefined when it said nothing of any step. */
export const predictionError = (
  predictions: readonly StepPrediction[],
  by: 'erlangSec' | 'mvaSec' | 'heldOutSec',
): PredictionError | undefined => {
  const errors = predictions.flatMap((prediction) => {
    const predicted = prediction[by]
    return predicted === undefined ? [] : [Math.abs(predicted / prediction.measuredSec - 1)]
  })
  return errors.length === 0 ? undefined : { median: median(errors), worst: Math.max(...errors) }
}

/** A model of fewer steps than this would be of two or fewer points. */
const OTHERS_MIN = 3

const usersOf = ({ users }: MeasuredStep): number => Math.max(1, Math.round(users))

const closedPoints = (model: CapacityModel, wanted: readonly number[]): ReadonlyMap<number, ClosedPoint> => {
  const left = new Set(wanted)
  const found = new Map<number, ClosedPoint>()
  for (const point of meanValues(stationsOf(model), model.thinkSec + delaysOf(model))) {
    if (left.delete(point.users)) found.set(point.users, point)
    if (left.size === 0) break
  }
  return found
}

const stationsOf = ({ tiers }: CapacityModel): readonly Station[] =>
  tiers.flatMap(({ nodes, service }) =>
    service ? [{ demandSec: service.demandSec, servers: nodes * service.slotsPerNode }] : [],
  )

const delaysOf = ({ tiers, restSec }: CapacityModel): number =>
  tiers.reduce((sum, { delaySec }) => sum + delaySec, restSec)
