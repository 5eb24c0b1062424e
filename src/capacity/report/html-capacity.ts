import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { instantText } from '../../report/format.js'
import { html, type Markup } from '../../report/html/markup.js'
import { htmlDocument } from '../../report/html/page.js'
import { htmlTable } from '../../report/html/table.js'
import { verdictPanel } from '../../report/html/verdict-panel.js'
import type { VerdictStatus } from '../../report/result.js'
import type { CapacityResult, CapacityVerdict } from '../capacity-result.js'
import {
  ASSUMPTION_NOTE,
  demandNotes,
  PLAN_COLUMNS,
  PREDICTION_NOTE,
  planNotes,
  planTitle,
  tierLines,
  whatIfLines,
} from './analysis-lines.js'
import { scalingChart, tierTimeChart, utilisationChart } from './capacity-charts.js'
import { identityFacts, STEP_NOTES, stepDoubts, TITLES, witnessLines } from './capacity-words.js'
import { ASSUMPTION_COLUMNS, DEMAND_COLUMNS, PREDICTION_COLUMNS } from './model-columns.js'
import { scalingLines } from './scaling-lines.js'
import { stepColumns } from './step-cells.js'

/** `capacity.html`. */
export const htmlCapacity = (result: CapacityResult): string => {
  const { status, answer, reasons } = result.verdict
  const columns = stepColumns(result).map(({ head, cell }, at) => ({
    head,
    cell,
    ...(at !== 1 && { kind: 'number' as const }),
  }))
  const body = html`<header>
<p class="kicker">${say`Capacity search`}</p>
<h1>${say`How many users the platform holds`}</h1>
<p class="when">${instantText(result.runs[0]?.startedAt ?? '')}</p>
</header>
<main>
${verdictPanel({ status: TONES[status], title: TITLES[status], meaning: sentenceOf(said(answer)), reasons: reasons.map(said) })}
<section id="steps"><h2>${say`Load steps`}</h2>${htmlTable(columns, result.steps)}${STEP_NOTES.map((note) => html`<p>${said(note)}</p>`)}</section>
${section('scaling', 'Throughput by users', html`${scalingChart(result)}${list(scalingLines(result))}`)}
${section('tier-times', 'Time in the tiers by users', tierTimeChart(result))}
${section('utilisation', 'How busy the tiers were', utilisationChart(result))}
${section('tiers', 'Tiers, the one that gives way first on top', list(tierLines(result)))}
${planSection(result)}
${section('what-if', 'What if', list(whatIfLines(result)))}
${modelSections(result)}
${section('doubts', 'Doubts', list(stepDoubts(result)))}
${section('witness', 'Witness', list(witnessLines(result)))}
</main>
<footer>${identityFacts(result).join(' · ')}. ${say`Made by tatami-load ${result.tool.version} on Node ${result.tool.node}.`}</footer>`
  return `${htmlDocument(`${said(TITLES[status])} – ${say`capacity`} – tatami-load`, body).markup}\n`
}

const TONES: Readonly<Record<CapacityVerdict['status'], VerdictStatus>> = {
  held: 'pass',
  missed: 'fail',
  undecided: 'inconclusive',
  invalid: 'invalid',
  interrupted: 'interrupted',
}

const sentenceOf = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`

const list = (texts: readonly string[]): Markup | undefined =>
  texts.length === 0 ? undefined : html`<ul class="findings">${texts.map((text) => html`<li>${text}</li>`)}</ul>`

const section = (id: string, title: string, body: Markup | undefined): Markup | undefined =>
  body && html`<section id="${id}"><h2>${said(title)}</h2>${body}</section>`

// Of what the model was made, how far it is off, and what the answer moves by where it is.
const modelSections = (result: CapacityResult): Markup | undefined => {
  const { analysis } = result
  if (!analysis) return undefined
  const notes = demandNotes(result).map((note) => html`<p>${note}</p>`)
  return html`${section('demands', 'What requests ask of the tiers', html`${htmlTable(DEMAND_COLUMNS, analysis.demands)}${notes}`)}
${section('predictions', 'Response, measured and predicted', html`${htmlTable(PREDICTION_COLUMNS, analysis.predictions)}<p>${said(PREDICTION_NOTE)}</p>`)}
${section('assumptions', 'What the answer rests on', html`${htmlTable(ASSUMPTION_COLUMNS, analysis.assumptions)}<p>${said(ASSUMPTION_NOTE)}</p>`)}`
}

const planSection = (result: CapacityResult): Markup | undefined => {
  const title = planTitle(result)
  if (title === undefined) return undefined
  const notes = planNotes(result).map((note) => html`<p>${note}</p>`)
  return section('plan', title, html`${htmlTable(PLAN_COLUMNS, result.analysis?.plan.tiers ?? [])}${notes}`)
}
