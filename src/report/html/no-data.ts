import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { html, type Markup } from './markup.js'

/** In place of a chart that nothing was measured for, with the reason. */
export const noData = (reason: string): Markup =>
  html`<p class="none"><strong>${say`No data:`}</strong> ${said(reason)}</p>`
