import { countText, durationText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { NOTHING, roundShareText } from '../format.js'
import { TIER_MEANINGS } from '../glossary.js'
import { type Distribution, type Result, TIERS } from '../result.js'
import { COLUMN_MEANINGS, tierNotes } from '../terms.js'
import type { TierLine } from '../tier-rows.js'
import { html, type Markup } from './markup.js'
import { noData } from './no-data.js'
import { spectrumFigure } from './spectrum-chart.js'
import { stackedBars } from './stacked-bars.js'
import { htmlTable, STATISTIC_HEADS, STATISTICS } from './table.js'
import { tierLegend, tierSwatch } from './tier-ink.js'
import { tierTimeFigure } from './tier-time-chart.js'

/** Where the time goes: a bar for each step, the tiers' figures and spectrum, and how far the parts add up. */
export const tierSection = (result: Result): Markup | undefined => {
  const { steps, tiers, reconciliation } = result
  if (steps.length === 0) return undefined
  if (tiers.every(({ count }) => count === 0)) return noData(NOTHING_TOLD)
  const spectrum = spectrumFigure(
    say`Exclusive time by percentile, one line a tier`,
    tiers.map(({ name, count, spectrum }) => ({
      name,
      count,
      spectrum,
      ink: `t-${name} dash${TIERS.indexOf(name) % 4}`,
      goals: [],
    })),
    'wide',
  )
  const told = TIERS.filter((tier) => tiers.some(({ name, count }) => name === tier && count > 0))
  return html`<p>${say`Mean time of a request in each tier, without the tiers behind it: by step over the whole run, and by time over all steps.`}</p>
${tierLegend(told, (tier) => said(TIER_MEANINGS[tier]))}
<div class="panel">${stackedBars(
    say`Mean time of a request in each tier, by step`,
    steps.map(({ name, split }) => ({ name, times: split })),
  )}</div>
<div class="panel">${tierTimeFigure(result)}</div>
${sumText(reconciliation)}
${tierTable([...tiers, ...result.tierEvidence])}
${notes(result)}
${spectrum && html`<div class="panel"><h3>${say`Time in each tier, by percentile of the requests that touched it`}</h3>${spectrum}</div>`}`
}

const NOTHING_TOLD =
  "no source told any time in a tier. Server-Timing headers, nginx's access log or OpenTelemetry spans would; `tatami-load tiers` says what a platform's servers can tell."

const sumText = (reconciliation: Result['reconciliation']): Markup => {
  if (!reconciliation)
    return html`<p class="caption">${say`No request had all of its tiers known, so it cannot be said how far they add up.`}</p>`
  const { tiersMeanUs, serviceMeanUs, requests } = reconciliation
  return html`<p class="caption">${say`Over the ${countText(requests)} requests of which all tiers are known, the parts' means add up to ${durationText(tiersMeanUs)} of a mean service time of ${durationText(serviceMeanUs)} (${roundShareText(tiersMeanUs / Math.max(serviceMeanUs, 1))}).`}</p>`
}

const notes = (result: Result): Markup => {
  const columns = [say`Known: ${said(COLUMN_MEANINGS.known)}.`, say`Below 0: ${said(COLUMN_MEANINGS['below 0'])}.`]
  return html`<p class="caption">${[...tierNotes(result), ...columns].join(' ')}</p>`
}

const tierTable = (tiers: readonly TierLine[]): Markup =>
  htmlTable<TierLine>(
    [
      { head: 'Tier', cell: ({ name }) => html`<span class="whole">${tierSwatch(name)}${name}</span>` },
      { head: 'Source', cell: ({ source }) => source, kind: 'words' },
      { head: 'Requests', cell: ({ count }) => countText(count), kind: 'number' },
      {
        head: 'Known',
        cell: ({ count, coverage }) => (count > 0 && coverage !== undefined ? roundShareText(coverage) : NOTHING),
        kind: 'spare',
      },
      { head: 'Below 0', cell: ({ clipped }) => (clipped === undefined ? NOTHING : countText(clipped)), kind: 'spare' },
      ...STATISTICS.map((name) => ({
        head: STATISTIC_HEADS[name],
        cell: ({ exclusive }: TierLine) => figure(exclusive, name),
        kind: name === 'p50' || name === 'p99' ? ('number' as const) : ('spare' as const),
      })),
    ],
    tiers,
  )

const figure = (distribution: Distribution | null, statistic: (typeof STATISTICS)[number]): string =>
  distribution ? durationText(distribution[statistic]) : NOTHING
