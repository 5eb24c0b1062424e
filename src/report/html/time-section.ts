import { spanText } from '../../base/quantity-text.js'
import { say } from '../../language/say.js'
import type { Result } from '../result.js'
import { responsiveChart } from './chart.js'
import { heatFigure } from './heat-chart.js'
import { html, type Markup } from './markup.js'
import { timeChart } from './time-chart.js'

/** Load and latency over time; nothing for a run without a single second. */
export const timeSection = (result: Result): Markup | undefined => {
  if (result.timeline.length === 0) return undefined
  return html`${responsiveChart((size) => timeChart(result, size))}<p class="caption">${say`By the second in which requests were due. Response time is that of the requests that succeeded, counted from when each was due.`}${marks(result)}</p>
<div class="panel"><h3>${say`Heat map of response times`}</h3><p>${say`Each column is ${spanText(result.columns.secondsPerColumn * 1_000_000)} of the run. The darker a field, the more of the requests due then took so long (on a dark page: the brighter). Two bands mean two kinds of answers, a dark spot far up a time at which many waited.`}</p>${heatFigure(result)}</div>`
}

const marks = ({ events }: Result): string =>
  events.length === 0 ? '' : say` Dashed lines are what happened on the platform, as Riemann told it.`
