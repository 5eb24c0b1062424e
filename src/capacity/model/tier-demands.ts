import type { Tier } from '../../metrics/tier.js'
import type { MeasuredStep } from '../measured-step.js'
import { forcedFlow, inside, utilisation } from '../queueing/operational-laws.js'
import type { CapacityModel } from './capacity-model.js'
import type { TierModel } from './tier-model.js'

/** What requests ask of a tier, and what its nodes do at the largest load. */
export interface TierDemand {
  readonly tier: Tier
  readonly nodes: number
  readonly operationsPerRequest: number
  /** By the forced flow law. */
  readonly operationsPerSec: number
  /** Requests in the tier, mean over time, by Little's law. */
  readonly inside: number
  /** Absent where nothing tells where the tier ends. */
  readonly service?: ServiceOfTier
}

export interface ServiceOfTier {
  /** `utilisation`: told by a source; `times`: inferred from how its time grows. */
  readonly basis: 'utilisation' | 'times'
  readonly slotsPerNode: number
  /** Service for each request, all its operations together. */
  readonly demandUs: number
  /** Requests a second that keep one node busy all the time, with the 95 % interval; null where an end is open. */
  readonly perNodePerSec: { readonly value: number; readonly low: number | null; readonly high: number | null }
  /** By the utilisation law. */
  readonly busy: number
}

/** Demands of all tiers but the network, at the step of most users; at least one step. */
export const tierDemands = (steps: readonly MeasuredStep[], model: CapacityModel): readonly TierDemand[] => {
  const largest = steps.reduce((a, b) => (b.users > a.users ? b : a))
  return model.tiers.filter(({ name }) => name !== 'network').map((tier) => demandAt(tier, largest))
}

const demandAt = (tier: TierModel, { throughputPerSec, tiers }: MeasuredStep): TierDemand => {
  const { name, nodes, visits, service } = tier
  const measured = tiers.find((one) => one.name === name)
  return {
    ...{ tier: name, nodes, operationsPerRequest: visits },
    operationsPerSec: forcedFlow(throughputPerSec, visits),
    inside: inside(throughputPerSec, (measured?.exclusiveMeanUs ?? 0) / 1e6),
    ...(service && { service: serviceOf(service, nodes, throughputPerSec) }),
  }
}

const serviceOf = (
  { basis, slotsPerNode, demandSec, perNodePerSec: { value, low, high } }: NonNullable<TierModel['service']>,
  nodes: number,
  throughputPerSec: number,
): ServiceOfTier => ({
  ...{ basis, slotsPerNode, demandUs: demandSec * 1e6 },
  perNodePerSec: { value, low: low > 0 ? low : null, high: Number.isFinite(high) ? high : null },
  busy: utilisation(throughputPerSec, { demandSec, servers: nodes * slotsPerNode }),
})
