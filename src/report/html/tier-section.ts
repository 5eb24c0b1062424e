import { countText, durationText } from '../../base/quantity-text.js'
import { NOTHING, roundShareText } from '../format.js'
import { TIER_MEANINGS } from '../glossary.js'
import { type Distribution, type Result, type StepRow, TIERS } from '../result.js'
import { COLUMN_MEANINGS, tierNotes } from '../terms.js'
import type { TierLine } from '../tier-rows.js'
import { html, type Markup } from './markup.js'
import { spectrumFigure } from './spectrum-chart.js'
import { htmlTable, STATISTIC_HEADS, STATISTICS } from './table.js'

/** Where the time goes: a bar for each step, the tiers' figures and spectrum, and how far the parts add up. */
export const tierSection = (result: Result): Markup | undefined => {
  const { steps, tiers, reconciliation } = result
  if (tiers.every(({ count }) => count === 0)) return undefined
  const spectrum = spectrumFigure(
    'Exclusive time by percentile, one line a tier',
    tiers.map(({ name, count, spectrum }) => ({ name, count, spectrum, ink: `t-${name}`, goals: [] })),
    'wide',
  )
  return html`<p>Over the whole run: mean time of a request in each tier, without the tiers behind it.</p>
${splitBars(steps)}
${sumText(reconciliation)}
${tierTable([...tiers, ...result.tierEvidence])}
${notes(result)}
${spectrum && html`<div class="panel"><h3>Time in each tier, by percentile of the requests that touched it</h3>${spectrum}</div>`}`
}

const splitBars = (steps: readonly StepRow[]): Markup => {
  const rows = steps.map((step) => ({
    name: step.name,
    parts: TIERS.map((tier) => ({ tier, us: step.split[tier] ?? 0 })),
  }))
  const sums = rows.map(({ parts }) => parts.reduce((sum, { us }) => sum + us, 0))
  const longest = Math.max(...sums, 1)
  const bars = rows.map(({ name, parts }, index) => {
    const drawn = parts.filter(({ us }) => us > 0)
    const label = drawn.map(({ tier, us }) => `${tier} ${durationText(us)}`).join(', ')
    const pieces = drawn.map(
      ({ tier, us }) =>
        html`<i class="t-${tier}" style="width:${((us / longest) * 100).toFixed(2)}%" title="${`${name}: ${tier} ${durationText(us)}`}"></i>`,
    )
    return html`<li><span class="name">${name}</span><span class="track" role="img" aria-label="${label}">${pieces}</span><span class="sum">${durationText(sums[index] ?? 0)}</span></li>`
  })
  const legend = TIERS.map((tier) => html`<li title="${TIER_MEANINGS[tier]}"><i class="t-${tier}"></i>${tier}</li>`)
  return html`<ul class="legend">${legend}</ul><ul class="split">${bars}</ul>`
}

const sumText = (reconciliation: Result['reconciliation']): Markup => {
  if (!reconciliation)
    return html`<p class="caption">No request had all of its tiers known, so it cannot be said how far they add up.</p>`
  const { tiersMeanUs, serviceMeanUs, requests } = reconciliation
  return html`<p class="caption">Over the ${countText(requests)} requests of which all tiers are known, the parts' means add up to ${durationText(tiersMeanUs)} of a mean service time of ${durationText(serviceMeanUs)} (${roundShareText(tiersMeanUs / Math.max(serviceMeanUs, 1))}).</p>`
}

const notes = (result: Result): Markup => {
  const columns = [`Known: ${COLUMN_MEANINGS.known}.`, `Below 0: ${COLUMN_MEANINGS['below 0']}.`]
  return html`<p class="caption">${[...tierNotes(result), ...columns].join(' ')}</p>`
}

const tierTable = (tiers: readonly TierLine[]): Markup =>
  htmlTable<TierLine>(
    [
      { head: 'Tier', cell: ({ name }) => html`<span class="whole"><i class="swatch t-${name}"></i>${name}</span>` },
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
