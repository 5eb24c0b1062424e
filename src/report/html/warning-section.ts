import { said } from '../../language/said.js'
import type { Result } from '../result.js'
import { warningGroups } from '../warning-groups.js'
import { html, type Markup } from './markup.js'

/** What to know before trusting the numbers, each with what it means and what to do; nothing when there is none. */
export const warningSection = (result: Result): Markup | undefined => {
  const items = warningGroups(result).map(
    ({ code, title, texts }) =>
      html`<li><h3>${said(title)} <code>${code}</code></h3>${texts.map((text) => html`<p>${said(text)}</p>`)}</li>`,
  )
  return items.length === 0 ? undefined : html`<ul class="warnings">${items}</ul>`
}
