import { say } from '../../language/say.js'
import type { Result, ScenarioRow, SloRow, StepRow } from '../result.js'
import { html, type Markup } from './markup.js'
import { type SpectrumSeries, seriesInk, spectrumFigure } from './spectrum-chart.js'

/** Latency by percentile: what people felt in one chart, and one chart for the steps of each scenario. */
export const spectrumSection = ({ scenarios, steps, verdict }: Result): Markup | undefined => {
  const felt = spectrumFigure(
    say`Felt response time by percentile`,
    scenarios.map((row, index) => seriesOf(row, index, verdict.slos)),
    'wide',
  )
  const charts = [...groupedByScenario(steps)].map(([scenario, rows]) => {
    const figure = spectrumFigure(
      say`Response time by percentile, steps of ${scenario}`,
      rows.map((row, index) => seriesOf(row, index, verdict.slos)),
      'half',
    )
    return figure && html`<div class="panel"><h3>${say`Steps of ${scenario}`}</h3>${figure}</div>`
  })
  if (!felt && charts.every((chart) => chart === undefined)) return undefined
  return html`<p>${say`Over the whole run. Read a line at a percentile: that share of the requests was answered within the time at its height, both on logarithmic scales. Brackets are SLOs, which the line of their colour should pass below; they are judged over their own part of the run.`}</p>
${felt && html`<div class="panel"><h3>${say`What people felt`}</h3>${felt}</div>`}
<div class="pair">${charts.flatMap((chart) => chart ?? [])}</div>`
}

const groupedByScenario = (steps: readonly StepRow[]): ReadonlyMap<string, readonly StepRow[]> => {
  const groups = new Map<string, StepRow[]>()
  for (const step of steps) groups.set(step.scenario, [...(groups.get(step.scenario) ?? []), step])
  return groups
}

const seriesOf = (
  { name, response, spectrum }: ScenarioRow | StepRow,
  index: number,
  slos: readonly SloRow[],
): SpectrumSeries => ({
  name,
  count: response?.count ?? 0,
  spectrum,
  ink: seriesInk(index),
  goals: slos.flatMap((slo) => goalOf(slo, name)),
})

// `subject.pNN`, with or without a window: the SLO grammar's percentiles of response time.
const PERCENTILE = /^\s*(\S+?)\.p(\d+(?:\.\d+)?)\s*(?:\[[^\]]*\])?\s*</

const goalOf = ({ expression, unit, bound, status }: SloRow, name: string): SpectrumSeries['goals'] => {
  const match = PERCENTILE.exec(expression)
  if (!match || match[1] !== name || unit !== 'us') return []
  return [{ percentile: Number(match[2]), us: bound, met: status === 'pass' }]
}
