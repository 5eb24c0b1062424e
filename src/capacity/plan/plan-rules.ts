import type { Tier } from '../../metrics/tier.js'
import type { NodeLimit } from '../measured-step.js'

/** Tiers that nodes can be added to. */
export const NODE_TIERS = ['nginx', 'jetty', 'cassandra', 'elasticsearch'] as const satisfies readonly Tier[]
export type NodeTier = (typeof NODE_TIERS)[number]

/** What a plan keeps in reserve. Rules of thumb, each to be set by whoever knows better. */
export interface PlanRules {
  /** On top of the target users: 0.2 for 20 %. */
  readonly growth: number
  /** Nodes of a tier that may be lost at once; 2 for a failure during maintenance. */
  readonly lost: number
  /** What a node that is added carries of what one that was measured does, where no runs with different node counts tell. */
  readonly efficiency: number
  /** Of connections, memory and descriptors, how much may be used. */
  readonly useMax: number
  readonly tiers: Readonly<Record<NodeTier, TierRules>>
}

export interface TierRules {
  /** Busy share at peak with all nodes, and with some lost. */
  readonly busyMax: number
  readonly busyMaxAfterLoss: number
  /** Nodes that must be there, and of them those that must be left: replicas and their quorum. */
  readonly nodesMin: number
  readonly leftMin: number
  /** Threads for each that is in use on average, since they are not used evenly. */
  readonly threadFactor: number
  /** What a node may use of what no source tells the limit of; absent: it is not planned for. */
  readonly allowed: Readonly<Partial<Record<NodeLimit, number>>>
}

/** Compaction and repair take their part of Cassandra; three replicas of its rows and three masters of Elasticsearch, two of which agree. */
export const DEFAULT_PLAN_RULES: PlanRules = {
  growth: 0.2,
  lost: 1,
  efficiency: 0.95,
  useMax: 0.8,
  tiers: {
    nginx: { busyMax: 0.6, busyMaxAfterLoss: 1, nodesMin: 2, leftMin: 1, threadFactor: 1, allowed: {} },
    jetty: { busyMax: 0.6, busyMaxAfterLoss: 1, nodesMin: 2, leftMin: 1, threadFactor: 1.5, allowed: {} },
    cassandra: { busyMax: 0.5, busyMaxAfterLoss: 0.75, nodesMin: 3, leftMin: 2, threadFactor: 1, allowed: {} },
    elasticsearch: { busyMax: 0.5, busyMaxAfterLoss: 1, nodesMin: 3, leftMin: 2, threadFactor: 1, allowed: {} },
  },
}
