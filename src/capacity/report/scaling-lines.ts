import { countText, localFigure, pluralText, rateText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import type { CapacityResult } from '../capacity-result.js'
import { NODE_POINTS_MIN } from '../plan/node-worth.js'
import type { NodeLaw, NodeScaling } from '../scaling-of-nodes.js'
import type { FittedLaw } from '../scaling-of-steps.js'

/** Knee and law, by users and where nodes differed by them, in sentences. */
export const scalingLines = ({ scaling: { kneeUsers, law }, nodeScaling }: CapacityResult): readonly string[] => [
  ...(kneeUsers === undefined
    ? []
    : [say`throughput bends at about ${countText(Math.round(kneeUsers))} users (Kneedle)`]),
  ...(law === undefined ? [] : [`${lawText(say`users`, law)}${said('; ')}${peakText(law)}`]),
  ...(nodeScaling ? nodeScalingLines(nodeScaling) : []),
]

const nodeScalingLines = ({ tier, points, law, isPlannedBy }: NodeScaling): readonly string[] => [
  ...points.map(
    ({ nodes, users, throughputPerSec }) =>
      say`${pluralText(nodes, 'node')} of ${tier}: ${countText(users)} users held at ${rateText(throughputPerSec)}`,
  ),
  ...(law
    ? [
        `${lawText(say`nodes of ${tier}`, law)}${said('; ')}${law.peakNodes === undefined ? say`no peak` : say`peak at ${countText(law.peakNodes)} nodes`}`,
      ]
    : []),
  isPlannedBy
    ? say`the plan goes by the lower end of that law for ${tier}`
    : say`of ${countText(NODE_POINTS_MIN)} different numbers of nodes with a limit each, the plan would go by their law and not by a rule`,
]

const peakText = ({ peakUsers, peakPerSec, peakInterval, limitPerSec }: FittedLaw): string => {
  if (peakUsers === undefined)
    return limitPerSec === undefined ? say`no peak` : say`no peak, and no load passes ${rateText(limitPerSec)}`
  const [peak = '', low, high] = [peakUsers, peakInterval?.low, peakInterval?.high].map((users) =>
    users === undefined ? undefined : countText(Math.round(users)),
  )
  const between = low === undefined || high === undefined ? '' : say` (${low} to ${high})`
  return say`peak of ${rateText(peakPerSec ?? 0)} at ${peak} users${between}`
}

type Law = Pick<NodeLaw, 'contention' | 'coherency' | 'atBound'> & Partial<Pick<FittedLaw, 'intervals'>>

const lawText = (by: string, { contention, coherency, atBound, intervals }: Law): string => {
  const [first, second] = [
    parameterText(contention, intervals?.contention),
    parameterText(coherency, intervals?.coherency),
  ]
  const bound = atBound.length > 0 ? say`; ${atBound.map(said).join(say` and `)} at the bound` : ''
  return say`Universal Scalability Law by ${by}: contention ${first}, coherency ${second}${bound}`
}

const parameterText = (value: number, interval: { readonly low: number; readonly high: number } | undefined): string =>
  interval ? say`${figure(value)} (${figure(Math.max(0, interval.low))} to ${figure(interval.high)})` : figure(value)

const figure = (value: number): string => localFigure(String(Number(value.toPrecision(3))))
