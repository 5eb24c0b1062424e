import type { Result } from '../result.js'
import { testLimits } from '../test-limits.js'
import { html, type Markup } from './markup.js'

/** What the run does not tell. */
export const limitSection = (result: Result): Markup =>
  html`<ul class="plain">${testLimits(result).map((text) => html`<li>${text}</li>`)}</ul>`
