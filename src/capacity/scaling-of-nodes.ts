import type { CapacityStep } from './capacity-result.js'
import { fittedWorth, type NodePoint, type NodeWorth } from './plan/node-worth.js'
import type { NodeTier } from './plan/plan-rules.js'
import { type ReadSteps, triedIn } from './read-steps.js'
import { nodesOf } from './runs-together.js'
import { type Usl, uslPeakLoad } from './scaling/usl.js'
import { fitUsl, type UslFit } from './scaling/usl-fit.js'
import { limitOf } from './search.js'

/** How what a platform carries grows with the nodes of one tier, all its other nodes being the same. */
export interface NodeScaling {
  readonly tier: NodeTier
  /** By nodes, ascending; only those whose limit was found. */
  readonly points: readonly HeldByNodes[]
  /** The Universal Scalability Law by nodes, which is another than that by users; absent with fewer than four points. */
  readonly law?: NodeLaw
  /** Whether the node plan goes by it: from six points on. */
  readonly isPlannedBy: boolean
}

/** What was held with so many nodes. */
export interface HeldByNodes extends NodePoint {
  readonly users: number
}

export interface NodeLaw extends Usl {
  readonly atBound: UslFit['atBound']
  /** Nodes beyond which each one more costs more than it brings; absent: none are too many. */
  readonly peakNodes?: number
}

const SEED = 1

/** The law of runs with different numbers of a tier's nodes, and what a node is worth by it where that can be told. */
export const scalingOfNodes = (
  reads: readonly ReadSteps[],
  tier: NodeTier,
  measured: number,
): { readonly nodeScaling: NodeScaling; readonly worth?: NodeWorth } => {
  const points = pointsOf(reads, tier)
  const fit = fitUsl(points.map(({ nodes, throughputPerSec }) => ({ load: nodes, throughput: throughputPerSec })))
  const worth = fittedWorth(points, measured, SEED)
  const nodeScaling = { tier, points, ...(fit && { law: lawOf(fit) }), isPlannedBy: worth !== undefined }
  return { nodeScaling, ...(worth && { worth }) }
}

const pointsOf = (reads: readonly ReadSteps[], tier: NodeTier): readonly HeldByNodes[] => {
  const counts = new Set(reads.flatMap((read) => nodesOf(read, tier) ?? []))
  return [...counts]
    .toSorted((a, b) => a - b)
    .flatMap((nodes) =>
      pointOf(
        nodes,
        reads.filter((read) => nodesOf(read, tier) === nodes).flatMap(({ steps }) => steps),
      ),
    )
}

// Where nothing was too much, what the nodes carry was not found.
const pointOf = (nodes: number, steps: readonly CapacityStep[]): readonly HeldByNodes[] => {
  const { held, missed } = limitOf(triedIn(steps))
  if (held === undefined || missed === undefined) return []
  const rates = steps
    .filter(({ planned, outcome }) => planned === held && outcome === 'pass')
    .map(({ measured }) => measured.throughputPerSec)
  return [{ nodes, users: held, throughputPerSec: Math.max(...rates) }]
}

const lawOf = ({ usl, atBound }: UslFit): NodeLaw => {
  const peakNodes = uslPeakLoad(usl)
  return { ...usl, atBound, ...(Number.isFinite(peakNodes) && { peakNodes }) }
}
