import { relativeCapacity } from '../scaling/usl.js'
import { bootstrapUsl, uslInterval } from '../scaling/usl-confidence.js'
import { fitUsl, type UslFit } from '../scaling/usl-fit.js'

/** What so many nodes of a tier carry, counted in nodes as they were measured. */
export type NodeWorth = (nodes: number) => number

/** What a platform carried with so many nodes of a tier, all else being as plentiful: a point of the tier's own law. */
export interface NodePoint {
  readonly nodes: number
  readonly throughputPerSec: number
}

/** Different numbers of nodes below which a fit over nodes is not used. */
export const NODE_POINTS_MIN = 6
const NODES_MAX = 10_000

/** Nodes beyond those measured are worth a little less each, by a rule of thumb. */
export const ruledWorth =
  (measured: number, efficiency: number): NodeWorth =>
  (nodes) =>
    nodes <= measured ? nodes : measured + efficiency * (nodes - measured)

/**
 * By the Universal Scalability Law over nodes, its lower 95 % bound. Undefined with fewer than six numbers of nodes. A law over users on fixed
 * nodes is another law, and says nothing of this.
 */
export const fittedWorth = (points: readonly NodePoint[], measured: number, seed: number): NodeWorth | undefined => {
  if (new Set(points.map(({ nodes }) => nodes)).size < NODE_POINTS_MIN) return undefined
  const fit = fitUsl(points.map(({ nodes, throughputPerSec }) => ({ load: nodes, throughput: throughputPerSec })))
  return fit && lowerWorth(fit, measured, seed)
}

/** The least nodes that are worth so many; infinite when no number is, since what is added costs more than it brings. */
export const nodesWorth = (worth: NodeWorth, wanted: number): number => {
  let before = 0
  for (let nodes = 1; nodes <= NODES_MAX; nodes++) {
    const now = worth(nodes)
    if (now >= wanted - ROUNDING) return nodes
    if (now < before) break
    before = now
  }
  return Number.POSITIVE_INFINITY
}

const ROUNDING = 1e-9

const lowerWorth = (fit: UslFit, measured: number, seed: number): NodeWorth => {
  const samples = bootstrapUsl(fit, seed)
  return (nodes) => {
    const lower = uslInterval(
      samples,
      (usl) => (measured * relativeCapacity(usl, nodes)) / relativeCapacity(usl, measured),
    )
    return lower?.low ?? 0
  }
}
