import { mean, median } from 'simple-statistics'
import { TIERS } from '../../metrics/tier.js'
import type { MeasuredStep, MeasuredTier } from '../measured-step.js'
import { regressDemand } from '../queueing/demand-regression.js'
import { interactiveResponse, thinkTime } from '../queueing/operational-laws.js'
import { fitTimes, fitVariability, type TimePoint, type TimesOfTier } from './fit-times.js'
import { residence, type TierModel, type TierService } from './tier-model.js'

/** The platform as measured steps show it: users who think, and tiers one behind the other. */
export interface CapacityModel {
  /** From one answer to the next request of the same person, mean. */
  readonly thinkSec: number
  readonly tiers: readonly TierModel[]
  /** Response that no tier explains. */
  readonly restSec: number
  /** Largest load that was measured. */
  readonly measuredUsers: number
}

/** What people and tiers do together at a load. */
export interface Predicted {
  readonly users: number
  readonly throughputPerSec: number
  readonly responseSec: number
}

/** The model of steps on the same nodes, with every tier that any of them tells of. Undefined without steps that had any throughput. */
export const capacityModel = (all: readonly MeasuredStep[]): CapacityModel | undefined => {
  const steps = all.filter(({ throughputPerSec }) => throughputPerSec > 0)
  if (steps.length === 0) return undefined
  const think = ({ users, throughputPerSec, response }: MeasuredStep): number =>
    thinkTime(users, throughputPerSec, response.meanUs / 1e6)
  return {
    thinkSec: Math.max(0, median(steps.map(think))),
    tiers: TIERS.filter((name) => measuresOf(steps, name).length > 0).map((name) => tierModel(measuresOf(steps, name))),
    restSec: Math.max(0, median(steps.map(unexplainedSec))),
    measuredUsers: Math.max(...steps.map(({ users }) => users)),
  }
}

/** Response at a load: the throughput at which users who think and wait are as many, N = X(Z + R(X)); found by halving. */
export const predict = (model: CapacityModel, users: number): Predicted => {
  let low = 0
  let high = users / Math.max(1e-9, model.thinkSec + responseAt(model, 0))
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (middle * (model.thinkSec + responseAt(model, middle)) < users) low = middle
    else high = middle
  }
  return { users, throughputPerSec: low, responseSec: interactiveResponse(users, low, model.thinkSec) }
}

/** Mean response at a throughput, seconds; infinite when a tier cannot keep up. */
export const responseAt = ({ tiers, restSec }: CapacityModel, throughputPerSec: number): number =>
  tiers.reduce((sum, tier) => sum + residence(tier, throughputPerSec), restSec)

const HALVINGS = 60

interface Measure {
  readonly throughputPerSec: number
  readonly tier: MeasuredTier
}

const measuresOf = (steps: readonly MeasuredStep[], name: MeasuredTier['name']): readonly Measure[] =>
  steps.flatMap(({ throughputPerSec, tiers }) => {
    const tier = tiers.find((one) => one.name === name)
    return tier ? [{ throughputPerSec, tier }] : []
  })

const unexplainedSec = ({ response, tiers }: MeasuredStep): number =>
  (response.meanUs - tiers.reduce((sum, { exclusiveMeanUs }) => sum + exclusiveMeanUs, 0)) / 1e6

const tierModel = (measures: readonly Measure[]): TierModel => {
  const [first] = measures
  const { name, nodes } = first?.tier ?? { name: 'network' as const, nodes: 1 }
  const visits = mean(measures.map(({ tier }) => tier.operationsPerRequest))
  const times: TimesOfTier = { nodes, visits, points: measures.map(timeOf) }
  const leastSec = Math.min(...times.points.map(({ sec }) => sec))
  if (name === 'network' || visits === 0) return { name, nodes, visits, delaySec: leastSec }
  const told = byUtilisation(measures, times, leastSec)
  // What is inferred from times is all of the time that the tier takes; what holds no server is beside what is told.
  const service = told ?? fitTimes(times)
  const delaySec = told ? Math.max(0, leastSec - told.demandSec) : service ? 0 : leastSec
  return { name, nodes, visits, delaySec, ...(service && { service }) }
}

const timeOf = ({ throughputPerSec, tier }: Measure): TimePoint => ({
  throughputPerSec,
  sec: tier.exclusiveMeanUs / 1e6,
})

// A source that tells a share and no slots speaks of a node as of one server.
const byUtilisation = (measures: readonly Measure[], times: TimesOfTier, leastSec: number): TierService | undefined => {
  const slotsPerNode = measures.find(({ tier }) => tier.slotsPerNode !== undefined)?.tier.slotsPerNode ?? 1
  const busy = measures.flatMap(({ throughputPerSec, tier }) =>
    tier.utilisation === undefined
      ? []
      : [{ throughputPerSec, busyServers: tier.utilisation * tier.nodes * slotsPerNode }],
  )
  const demand = regressDemand(busy)
  if (!demand || !(demand.demandSec.value > 0)) return undefined
  const { value, low, high } = demand.demandSec
  const delaySec = Math.max(0, leastSec - value)
  const served = times.points.map((point) => ({ ...point, sec: point.sec - delaySec }))
  return {
    basis: 'utilisation',
    slotsPerNode,
    demandSec: value,
    measuredNodes: times.nodes,
    perNodePerSec: { value: slotsPerNode / value, low: slotsPerNode / high, high: slotsPerNode / low },
    variability: fitVariability({ ...times, points: served }, slotsPerNode, value),
  }
}
