import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import type { VerdictStatus } from '../result.js'
import { MARKS } from '../verdict-words.js'
import { html, type Markup } from './markup.js'

/** A verdict as the first thing on a page. */
export interface VerdictPanel {
  /** What its colour and sign are those of. */
  readonly status: VerdictStatus
  readonly title: string
  /** The answer, in the language in force. */
  readonly meaning: string
  /** In the language in force, like it. */
  readonly reasons: readonly string[]
}

/** The verdict large, beside it what it means and why. */
export const verdictPanel = ({ status, title, meaning, reasons }: VerdictPanel): Markup => {
  const list = reasons.length > 0 ? html`<ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>` : undefined
  return html`<section class="verdict ${status}" aria-label="${say`Verdict`}">
<p class="status"><span class="sign" aria-hidden="true">${MARKS[status].sign}</span>${said(title)}</p>
<div><p class="meaning">${meaning}</p>${list}</div>
</section>`
}
