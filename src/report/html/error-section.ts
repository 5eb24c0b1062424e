import { countText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { clockText } from '../format.js'
import { FAILURE_MEANINGS } from '../glossary.js'
import type { ErrorExample, ErrorRow, Result, StepRow } from '../result.js'
import { html, type Markup } from './markup.js'

/** Failures by kind: how many, in which steps, what it means, and the first examples. */
export const errorSection = ({ errors, steps }: Result): Markup | undefined => {
  if (errors.length === 0) return steps.length === 0 ? undefined : html`<p>${say`Not a single request failed.`}</p>`
  return html`<p>${say`Over the whole run.`}</p>${errors.map((row) => errorCard(row, steps))}`
}

const errorCard = ({ kind, count, examples }: ErrorRow, steps: readonly StepRow[]): Markup => {
  const affected = steps
    .map(({ name, failedByKind }) => ({ name, count: failedByKind[kind] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  const where = affected.slice(0, MOST_STEPS).map(({ name, count }) => `${name} (${countText(count)})`)
  const more = affected.length > MOST_STEPS ? say`, and ${affected.length - MOST_STEPS} more` : ''
  return html`<article class="error"><h3><code>${kind}</code> <span class="count">${countText(count)}</span></h3>
<p>${said(FAILURE_MEANINGS[kind])}${affected.length > 0 ? say`. In ${where.join(', ')}${more}` : ''}.</p>
${examples.map(exampleMarkup)}</article>`
}

const MOST_STEPS = 6

const exampleMarkup = ({ step, atUs, status, headers, body, message }: ErrorExample): Markup => {
  const lines = Object.entries(headers).map(([name, value]) => html`<div>${name}: ${value}</div>`)
  return html`<figure class="example"><figcaption><code>${step}</code> ${say`at ${clockText(atUs)}`}, ${status === null ? say`no answer` : say`status ${status}`}${said(': ')}${said(message)}</figcaption>${
    lines.length > 0 || body !== ''
      ? html`<div class="answer">${lines}${body === '' ? undefined : html`<div class="body">${body}</div>`}</div>`
      : undefined
  }</figure>`
}
