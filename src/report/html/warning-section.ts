import type { Result } from '../result.js'
import { html, type Markup } from './markup.js'

/** What to know before trusting the numbers, each with what it means and what to do; nothing when there is none. */
export const warningSection = ({ warnings }: Result): Markup | undefined =>
  warnings.length === 0
    ? undefined
    : html`<ul class="warnings">${warnings.map(({ code, text }) => html`<li><code>${code}</code><p>${text}</p></li>`)}</ul>`
