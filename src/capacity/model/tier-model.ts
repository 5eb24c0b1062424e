import type { Estimate } from '../../metrics/confidence/estimate.js'
import type { Tier } from '../../metrics/tier.js'
import { meanWait, type Queue, waitQuantile } from '../queueing/erlang-c.js'

/** What one tier does to a request, from what was measured; rates are those of the client's requests. */
export interface TierModel {
  readonly name: Tier
  readonly nodes: number
  /** Operations of the tier for each request. */
  readonly visits: number
  /** Time that does not depend on load and holds no server, for each request. */
  readonly delaySec: number
  /** How its nodes serve; absent where nothing measured tells, and then the tier is a delay only. */
  readonly service?: TierService
}

/** How nodes of a tier serve their operations. */
export interface TierService {
  /** `utilisation`: told by a source; `times`: inferred from how exclusive time grows with throughput. */
  readonly basis: 'utilisation' | 'times'
  /** Operations that one node serves at once. */
  readonly slotsPerNode: number
  /** Service that one request needs, all its operations together, seconds of one slot. */
  readonly demandSec: number
  /** Requests of the client that keep one node busy all the time. */
  readonly perNodePerSec: Estimate
  /** (Ca² + Cs²)/2 with as many nodes as were measured. */
  readonly variability: number
  readonly measuredNodes: number
}

/** Mean time that a request spends in a tier at a throughput; infinite when its nodes cannot keep up. */
export const residence = (tier: TierModel, throughputPerSec: number): number => {
  if (!tier.service) return tier.delaySec
  const waits = tier.visits * meanWait(queueOf(tier, tier.service, throughputPerSec))
  return tier.delaySec + tier.service.demandSec + (throughputPerSec === 0 ? 0 : waits)
}

/** Share of a tier's slots that are busy; undefined where nothing tells. */
export const busyShare = ({ nodes, service }: TierModel, throughputPerSec: number): number | undefined =>
  service && throughputPerSec / (nodes * service.perNodePerSec.value)

/** The same by the most that a node may carry, where its times tell it: as busy as it is at the least. */
export const leastBusyShare = ({ nodes, service }: TierModel, throughputPerSec: number): number | undefined =>
  service && throughputPerSec / (nodes * service.perNodePerSec.high)

/** The tier with so many times the service for each request. */
export const slowed = (tier: TierModel, factor: number): TierModel => {
  if (!tier.service) return tier
  const { demandSec, perNodePerSec } = tier.service
  const { value, low, high } = perNodePerSec
  const slower = { value: value / factor, low: low / factor, high: high / factor }
  return { ...tier, service: { ...tier.service, demandSec: demandSec * factor, perNodePerSec: slower } }
}

/** Time that a share of the tier's operations waits no longer than. */
export const tierWait = (tier: TierModel, throughputPerSec: number, share: number): number =>
  tier.service ? waitQuantile(queueOf(tier, tier.service, throughputPerSec), share) : 0

// Every node has a queue of its own, and its share of the operations. They are dealt in turn, as nginx, Hector and Elasticsearch's client do
// unless told otherwise, so that the times between arrivals at one of n nodes are Erlang's of n stages, with Ca² = 1/n. People stay with the
// nginx that they were given.
const queueOf = ({ name, nodes, visits }: TierModel, service: TierService, throughputPerSec: number): Queue => ({
  servers: service.slotsPerNode,
  arrivalsPerSec: (throughputPerSec * visits) / nodes,
  serviceSec: service.demandSec / visits,
  variability: Math.max(LEAST_VARIABILITY, service.variability + (name === 'nginx' ? 0 : turns(nodes, service))),
})

const turns = (nodes: number, { measuredNodes }: TierService): number => (1 / nodes - 1 / measuredNodes) / 2

const LEAST_VARIABILITY = 0.05
