import type { Result } from '../result.js'
import { responsiveChart } from './chart.js'
import { html, type Markup } from './markup.js'
import { timeChart } from './time-chart.js'

/** Load and latency over time; nothing for a run without a single second. */
export const timeSection = (result: Result): Markup | undefined => {
  if (result.timeline.length === 0) return undefined
  return html`${responsiveChart((size) => timeChart(result, size))}<p class="caption">By the second in which requests were due. Response time is that of the requests that succeeded, counted from when each was due.</p>`
}
