import { countText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { TIERS } from '../../metrics/tier.js'
import { TIER_MEANINGS } from '../../report/glossary.js'
import { html, type Markup } from '../../report/html/markup.js'
import { type Scalability, scalabilityFigure } from '../../report/html/scalability-chart.js'
import { stackedBars } from '../../report/html/stacked-bars.js'
import { tierLegend } from '../../report/html/tier-ink.js'
import { utilisationFigure } from '../../report/html/utilisation-chart.js'
import type { CapacityResult, CapacityStep } from '../capacity-result.js'
import { lawCurve } from '../scaling-of-steps.js'
import { tiersOf } from './step-cells.js'

const CURVE_POINTS = 60
/** A target further out than this share of the largest load would press all that was measured into a corner. */
const FURTHEST_TARGET = 2

/** Throughput against users: what was measured, the law with its band, and the loads that matter. */
export const scalingChart = (result: CapacityResult): Markup => {
  const steps = validSteps(result)
  const largest = Math.max(0, ...steps.map(({ users }) => users))
  const isNear = result.targetUsers <= largest * FURTHEST_TARGET
  const most = isNear ? Math.max(largest, result.targetUsers) : largest
  const loads = Array.from({ length: CURVE_POINTS }, (_, i) => Math.max(1, (most * (i + 1)) / CURVE_POINTS))
  const { kneeUsers, law } = result.scaling
  const peak = law?.peakUsers !== undefined && law.peakUsers <= most ? law.peakUsers : undefined
  const scalability: Scalability = {
    loadUnit: 'users',
    measured: steps.map(({ users, throughputPerSec }) => ({ load: users, perSec: throughputPerSec })),
    fit: lawCurve(steps, loads).map(({ load, perSec, low, high }) => ({
      ...{ load, perSec },
      ...(low !== undefined && high !== undefined && { lowPerSec: low, highPerSec: high }),
    })),
    ...(kneeUsers !== undefined && { knee: kneeUsers }),
    ...(result.limit.held !== undefined && { sloLimit: result.limit.held }),
    ...(peak !== undefined && { peak }),
    ...(isNear && { target: result.targetUsers }),
  }
  const beyond =
    isNear || steps.length === 0
      ? undefined
      : html`<p class="caption">${say`The target of ${countText(result.targetUsers)} users lies beyond this chart.`}</p>`
  return html`<div class="panel">${scalabilityFigure(scalability)}${beyond}</div>`
}

/** Mean time of a request in each tier, one bar for each load. */
export const tierTimeChart = (result: CapacityResult): Markup => {
  const told = tiersOf(result)
  const bars = validSteps(result).map(({ users, tiers }) => ({
    name: say`${countText(Math.round(users))} users`,
    times: Object.fromEntries(tiers.map(({ name, exclusiveMeanUs }) => [name, exclusiveMeanUs])),
  }))
  return html`${tierLegend(told, (tier) => said(TIER_MEANINGS[tier]))}
<div class="panel">${stackedBars(say`Mean time of a request in each tier, by users`, bars)}</div>`
}

/** How busy each tier was at each load; says so where no source told. */
export const utilisationChart = (result: CapacityResult): Markup => {
  const steps = validSteps(result)
  const tiers = TIERS.map((tier) => ({
    tier,
    points: steps.flatMap(({ users, tiers }) => {
      const share = tiers.find(({ name }) => name === tier)?.utilisation
      return share === undefined ? [] : [{ load: users, share }]
    }),
  }))
  return html`<div class="panel">${utilisationFigure({ loadUnit: 'users', tiers })}</div>`
}

const validSteps = ({ steps }: CapacityResult): readonly CapacityStep['measured'][] =>
  steps.filter(({ outcome }) => outcome !== 'invalid').map(({ measured }) => measured)
