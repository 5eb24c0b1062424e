import { countText, pluralText, rateText, shareText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import type { AskedWhatIf, PlannedTier } from '../analysis.js'
import type { CapacityResult } from '../capacity-result.js'

/** One column of the node plan, the same in every format. */
export interface PlanColumn {
  readonly head: string
  readonly cell: (tier: PlannedTier) => string
}

const NOTHING = '–'
const nodesText = (nodes: number | null): string => (nodes === null ? say`none is enough` : countText(nodes))

/** Columns of the node plan. */
export const PLAN_COLUMNS: readonly PlanColumn[] = [
  { head: 'tier', cell: ({ tier }) => tier },
  { head: 'measured', cell: ({ measuredNodes }) => countText(measuredNodes) },
  { head: 'nodes', cell: ({ nodes }) => nodesText(nodes) },
  { head: 'spare', cell: ({ spare }) => countText(spare) },
  { head: 'total', cell: ({ total }) => nodesText(total) },
  { head: 'range', cell: ({ range }) => rangeText(range) },
  { head: 'binding', cell: ({ binding }) => said(binding) },
  { head: 'busy at peak', cell: ({ busy }) => (busy ? shareText(round(busy.atPeak)) : NOTHING) },
  { head: 'after loss', cell: ({ busy }) => (busy ? shareText(round(busy.afterLoss)) : NOTHING) },
]

const rangeText = ({ low, high, isOpen }: PlannedTier['range']): string => {
  if (low === high && !isOpen) return nodesText(high)
  return say`${nodesText(low)} to ${nodesText(high)}${isOpen ? say` or more` : ''}`
}

const round = (share: number): number => Math.round(share * 1_000) / 1_000

/** How the plan is titled: for whom it is, and what it is worth. */
export const planTitle = ({ analysis }: CapacityResult): string | undefined =>
  analysis && say`Nodes for ${countText(analysis.plan.targetUsers)} users, grade ${analysis.plan.grade}`

/** What to know of the plan; empty without one. */
export const planNotes = ({ analysis, nodeScaling }: CapacityResult): readonly string[] => {
  if (!analysis) return []
  const { plan, modelError, assumptions } = analysis
  const efficiency = assumptions.find(({ name }) => name === 'efficiency')?.value
  return [
    say`With ${shareText(plan.growth)} growth, and ${pluralText(plan.lost, 'node')} of each tier lost. Binding is the limit that asks for the most nodes; carried: no end of the tier was seen, so no node is planned to carry more than it did.`,
    ...(nodeScaling?.isPlannedBy || efficiency === undefined
      ? []
      : [
          say`A node that is added is taken to carry ${shareText(efficiency)} of a measured one, by a rule: no searches with different numbers of them tell (--from).`,
        ]),
    ...(plan.isFarOut
      ? [
          say`The target is ${countText(Math.round(plan.extrapolation * 10) / 10)} times the largest load up to the limit: far out, so measure nearer to it before you buy.`,
        ]
      : []),
    ...(modelError
      ? [
          say`Steps that the model was not told of it misses by ${shareText(round(modelError.median))} of their mean response in the middle, ${shareText(round(modelError.worst))} at the worst.`,
        ]
      : []),
  ]
}

/** Tiers by how near they are to their end. */
export const tierLines = ({ analysis }: CapacityResult): readonly string[] =>
  analysis?.tiers.map(({ evidence }) => said(evidence)) ?? []

/** How demands are read, and what follows from them; stands below their table. */
export const demandNotes = ({ analysis }: CapacityResult): readonly string[] => {
  if (!analysis) return []
  const { bounds } = analysis
  return [
    say`At the largest load: operations a second by the forced flow law, requests inside by Little’s law, busy by the utilisation law.`,
    ...(bounds
      ? [
          say`By these demands nothing passes ${rateText(bounds.perSec)}, and from about ${countText(Math.round(bounds.kneeUsers))} users on somebody waits (asymptotic bounds).`,
        ]
      : []),
  ]
}

/** How predictions are read; stands below their table. */
export const PREDICTION_NOTE =
  'In brackets how far each prediction is from what was measured. At the most and at the least: the asymptotic bounds of these demands, with the same time between requests at every load.'

/** How assumptions are read; stands below their table. */
export const ASSUMPTION_NOTE =
  'Each is taken to be a fifth worse than assumed, of nodes that are lost one more, and all others as they are: users by the model from those that were held, nodes of all tiers together by the plan.'

/** What was asked with --what-if, and answered. */
export const whatIfLines = ({ analysis }: CapacityResult): readonly string[] => analysis?.whatIf.map(whatIfLine) ?? []

const whatIfLine = ({ text, answer }: AskedWhatIf): string =>
  answer.kind === 'known'
    ? say`${text}: holds about ${countText(Math.round(answer.users))} users by the model; ${answer.tier} gives way first`
    : say`${text}: not known, since ${said(answer.reason)}`
