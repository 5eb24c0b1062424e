import { countText, durationText, rateText, roundDurationText, shareText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { answerOf } from '../answer.js'
import { NOTHING } from '../format.js'
import { keyFigures } from '../key-figures.js'
import type { Result, ScenarioRow } from '../result.js'
import { REHEARSAL_NOTE, VERDICT_WORDS } from '../verdict-words.js'
import { html, type Markup } from './markup.js'
import { verdictPanel } from './verdict-panel.js'

/** The answer with its reasons, and the key figures. */
export const verdictSection = (result: Result): Markup => {
  const { status, reasons } = result.verdict
  const { title } = VERDICT_WORDS[status]
  return html`${verdictPanel({ status, title, meaning: answerOf(result), reasons: reasons.map(said) })}
${rehearsalNote(result)}
<section class="figures" aria-label="${say`Key figures`}">${figures(result).map(figureMarkup)}</section>`
}

const rehearsalNote = ({ target }: Result): Markup | undefined =>
  target.kind === 'rehearsal'
    ? html`<p class="note"><strong>${say`Rehearsal.`}</strong> ${said(REHEARSAL_NOTE)}</p>`
    : undefined

interface Figure {
  readonly name: string
  /** The part of the run that it counts over. */
  readonly over: string
  readonly value: string
  readonly detail: string
  readonly tone?: 'bad'
}

const figureMarkup = ({ name, over, value, detail, tone }: Figure): Markup =>
  html`<div class="figure ${tone ?? ''}"><h3>${said(name)}<span class="over">, ${said(over)}</span></h3><p class="value">${value}</p><p class="detail">${detail}</p></div>`

const WHOLE = 'whole run'

const figures = (result: Result): Figure[] => {
  const { users, requests, scenarios, generator } = result
  const { requestsPerSec, rateOver, peakPerSec, errorShare } = keyFigures(result)
  const failed = requests.failed + requests.timedOut
  const isLate = generator.lag !== null && generator.lag.p99 > generator.lagLimitUs
  return [
    {
      name: 'Users at the peak',
      over: WHOLE,
      value: countText(users.peak),
      detail: say`of ${countText(users.planned)} planned`,
    },
    {
      name: 'Requests per second',
      over: rateOver,
      value: requestsPerSec === undefined ? NOTHING : rateText(requestsPerSec),
      detail: say`peak ${rateText(peakPerSec ?? 0)}, whole run`,
    },
    {
      name: 'Failed requests',
      over: WHOLE,
      value: errorShare === undefined ? NOTHING : shareText(errorShare),
      detail: say`${countText(failed)} of ${countText(requests.sent)}`,
      ...(failed > 0 && { tone: 'bad' as const }),
    },
    ...scenarios.map(feltFigure),
    {
      name: 'Generator lag p99',
      over: WHOLE,
      value: generator.lag ? durationText(generator.lag.p99) : NOTHING,
      detail: say`limit ${roundDurationText(generator.lagLimitUs)}`,
      ...(isLate && { tone: 'bad' as const }),
    },
  ]
}

const feltFigure = ({ name, count, failed, response }: ScenarioRow): Figure => ({
  name: `${name} p95`,
  over: WHOLE,
  value: response ? durationText(response.p95) : NOTHING,
  detail: response
    ? `p50 ${durationText(response.p50)} · p99 ${durationText(response.p99)}`
    : say`${countText(failed)} of ${countText(count)} failed`,
})
