import { countText, durationText, pluralText, rateText, shareText } from '../../base/quantity-text.js'
import type { AskedWhatIf, PlannedTier } from '../analysis.js'
import type { CapacityResult } from '../capacity-result.js'
import { NODE_POINTS_MIN } from '../plan/node-worth.js'
import type { NodeLaw, NodeScaling } from '../scaling-of-nodes.js'

/** One column of the node plan, the same in every format. */
export interface PlanColumn {
  readonly head: string
  readonly cell: (tier: PlannedTier) => string
}

const NOTHING = '–'
const nodesText = (nodes: number | null): string => (nodes === null ? 'none is enough' : countText(nodes))

/** Columns of the node plan. */
export const PLAN_COLUMNS: readonly PlanColumn[] = [
  { head: 'tier', cell: ({ tier }) => tier },
  { head: 'measured', cell: ({ measuredNodes }) => countText(measuredNodes) },
  { head: 'nodes', cell: ({ nodes }) => nodesText(nodes) },
  { head: 'spare', cell: ({ spare }) => countText(spare) },
  { head: 'total', cell: ({ total }) => nodesText(total) },
  { head: 'range', cell: ({ range }) => rangeText(range) },
  { head: 'binding', cell: ({ binding }) => binding },
  { head: 'busy at peak', cell: ({ busy }) => (busy ? shareText(round(busy.atPeak)) : NOTHING) },
  { head: 'after loss', cell: ({ busy }) => (busy ? shareText(round(busy.afterLoss)) : NOTHING) },
]

const rangeText = ({ low, high, isOpen }: PlannedTier['range']): string => {
  if (low === high && !isOpen) return nodesText(high)
  return `${nodesText(low)} to ${nodesText(high)}${isOpen ? ' or more' : ''}`
}

const round = (share: number): number => Math.round(share * 1_000) / 1_000

/** How the plan is titled: for whom it is, and what it is worth. */
export const planTitle = ({ analysis }: CapacityResult): string | undefined =>
  analysis && `Nodes for ${countText(analysis.plan.targetUsers)} users, grade ${analysis.plan.grade}`

/** What to know of the plan; empty without one. */
export const planNotes = ({ analysis }: CapacityResult): readonly string[] => {
  if (!analysis) return []
  const { plan, modelError } = analysis
  return [
    `With ${shareText(plan.growth)} growth, and ${pluralText(plan.lost, 'node')} of each tier lost. Binding is the limit that asks for the most nodes; carried: no end of the tier was seen, so no node is planned to carry more than it did.`,
    ...(plan.isFarOut
      ? [
          `The target is ${countText(Math.round(plan.extrapolation * 10) / 10)} times the largest load that was measured: far out, so measure nearer to it before you buy.`,
        ]
      : []),
    ...(modelError
      ? [
          `Steps that the model was not told of it misses by ${shareText(round(modelError.median))} of their mean response in the middle, ${shareText(round(modelError.worst))} at the worst.`,
        ]
      : []),
  ]
}

/** Tiers by how near they are to their end. */
export const tierLines = ({ analysis }: CapacityResult): readonly string[] =>
  analysis?.tiers.map(({ evidence }) => evidence) ?? []

/** Each step's mean response, measured and by the model. */
export const predictionLines = ({ analysis }: CapacityResult): readonly string[] =>
  analysis?.predictions.map(
    ({ users, measuredSec, erlangSec, mvaSec }) =>
      `${pluralText(Math.round(users), 'user')}: measured ${secText(measuredSec)}, by the model ${secText(erlangSec)}, by mean value analysis ${secText(mvaSec)}`,
  ) ?? []

const secText = (sec: number | null): string => (sec === null ? 'without end' : durationText(sec * 1e6))

/** What was asked with --what-if, and answered. */
export const whatIfLines = ({ analysis }: CapacityResult): readonly string[] => analysis?.whatIf.map(whatIfLine) ?? []

const whatIfLine = ({ text, answer }: AskedWhatIf): string =>
  answer.kind === 'known'
    ? `${text}: holds about ${countText(Math.round(answer.users))} users by the model; ${answer.tier} gives way first`
    : `${text}: not known, since ${answer.reason}`

/** Knee and law, by users and where nodes differed by them, in sentences. */
export const scalingLines = ({ scaling: { kneeUsers, law }, nodeScaling }: CapacityResult): readonly string[] => [
  ...(kneeUsers === undefined ? [] : [`throughput bends at about ${countText(Math.round(kneeUsers))} users (Kneedle)`]),
  ...(law === undefined
    ? []
    : [
        `${lawText('users', law)}; ${law.peakUsers === undefined ? 'no peak' : `peak at ${countText(Math.round(law.peakUsers))} users`}`,
      ]),
  ...(nodeScaling ? nodeScalingLines(nodeScaling) : []),
]

const nodeScalingLines = ({ tier, points, law, isPlannedBy }: NodeScaling): readonly string[] => [
  ...points.map(
    ({ nodes, users, throughputPerSec }) =>
      `${pluralText(nodes, 'node')} of ${tier}: ${countText(users)} users held at ${rateText(throughputPerSec)}`,
  ),
  ...(law
    ? [
        `${lawText(`nodes of ${tier}`, law)}; ${law.peakNodes === undefined ? 'no peak' : `peak at ${countText(law.peakNodes)} nodes`}`,
      ]
    : []),
  isPlannedBy
    ? `the plan goes by the lower end of that law for ${tier}`
    : `of ${countText(NODE_POINTS_MIN)} different numbers of nodes with a limit each, the plan would go by their law and not by a rule`,
]

const lawText = (
  by: string,
  { contention, coherency, atBound }: Pick<NodeLaw, 'contention' | 'coherency' | 'atBound'>,
): string =>
  `Universal Scalability Law by ${by}: contention ${figure(contention)}, coherency ${figure(coherency)}${atBound.length > 0 ? ` (${atBound.join(' and ')} at its bound)` : ''}`

const figure = (value: number): string => String(Number(value.toPrecision(3)))
