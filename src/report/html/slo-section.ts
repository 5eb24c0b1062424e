import { countText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { boundText, confidenceText, measuredText, methodText } from '../format.js'
import type { Result, SloRow } from '../result.js'
import { MARKS, remarkOf } from '../verdict-words.js'
import { html, type Markup } from './markup.js'
import { htmlTable } from './table.js'

/** Every SLO with its bound, what was measured, and how much room is left. */
export const sloSection = ({ verdict: { slos } }: Result): Markup => {
  if (slos.length === 0) return html`<p>${say`The profile names no SLO, so nothing was judged.`}</p>`
  const table = htmlTable<SloRow>(
    [
      { head: 'Objective', cell: ({ expression }) => html`<code>${expression}</code>` },
      { head: 'Over', cell: ({ over }) => said(over) },
      { head: 'Result', cell: badge },
      { head: 'Measured', cell: measuredText, kind: 'number' },
      { head: '95 % interval', cell: confidenceText, kind: 'number' },
      { head: 'By', cell: methodText, kind: 'spare' },
      { head: 'Bound', cell: boundText, kind: 'spare' },
      { head: 'Of the bound', cell: gauge, kind: 'spare' },
      { head: 'Samples', cell: samples, kind: 'spare' },
    ],
    slos,
  )
  return html`<p>${say`Each counts over its own part of the run, most over the hold, so its figure may differ from those of tiles and tables, which count over the whole run.`}</p>${table}`
}

const WORDS = { pass: 'met', fail: 'missed', inconclusive: 'open' } as const

const badge = ({ status }: SloRow): Markup =>
  html`<span class="badge ${status}"><span aria-hidden="true">${MARKS[status].sign}</span> ${said(WORDS[status])}</span>`

const samples = (slo: SloRow): Markup => {
  const remark = remarkOf(slo)
  return html`${countText(slo.samples)}${remark === '' ? undefined : html`, <span class="weak">${remark}</span>`}`
}

// The bound lies at four fifths of the gauge, so that a miss has room to show.
const BOUND_AT = 80

const gauge = ({ value, bound, status, op }: SloRow): Markup | undefined => {
  if (value === null || bound <= 0) return undefined
  const filled = Math.min((value / bound) * BOUND_AT, 100)
  const percent = Math.round((value / bound) * 100)
  const label = op === '<' || op === '<=' ? say`used ${percent} % of the bound` : say`reached ${percent} % of the bound`
  return html`<svg class="gauge ${status}" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${label}"><title>${label}</title><rect class="ground" width="100" height="10"/><rect class="used" width="${filled.toFixed(1)}" height="10"/><path class="bound" d="M${BOUND_AT} 0V10"/></svg>`
}
