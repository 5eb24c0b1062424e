import { countText, perSecText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { shortCountText } from '../format.js'
import { type ChartSize, linePath, type Point, px, responsiveChart, svg } from './chart.js'
import { FOOT } from './grid.js'
import { frameMarkup, type LoadFrame, type LoadMark, type LoadUnit, loadFrame, loadMarks, sign } from './load-chart.js'
import { html, type Markup } from './markup.js'
import { noData } from './no-data.js'

/** Throughput against load: what was measured, what a model makes of it, and the loads that matter. */
export interface Scalability {
  readonly loadUnit: LoadUnit
  readonly measured: readonly Throughput[]
  /** The model over the loads to be drawn, ascending, with its confidence band; empty without a model. */
  readonly fit: readonly Throughput[]
  /** Where the model's throughput is highest, where it bends, the highest load that meets every SLO, and the one asked for. */
  readonly peak?: number
  readonly knee?: number
  readonly sloLimit?: number
  readonly target?: number
}

/** Throughput at a load, a second, between two bounds where they are known. */
export interface Throughput {
  readonly load: number
  readonly perSec: number
  readonly lowPerSec?: number
  readonly highPerSec?: number
}

/** The scalability curve with its confidence band; what lies beyond the largest measured load is dashed. */
export const scalabilityFigure = (scalability: Scalability): Markup => {
  const measured = scalability.measured.filter(isKnown)
  if (measured.length === 0) return noData('no load was measured.')
  const known = { ...scalability, measured, fit: scalability.fit.filter(isKnown) }
  return html`${legend(known)}${responsiveChart((size) => scalabilityChart(known, size))}`
}

const isKnown = ({ load, perSec, lowPerSec = 0, highPerSec = 0 }: Throughput): boolean =>
  [load, perSec, lowPerSec, highPerSec].every(Number.isFinite)

const scalabilityChart = (scalability: Scalability, size: ChartSize): Markup => {
  const { loadUnit, measured, fit } = scalability
  const marks = marksOf(scalability)
  const all = [...measured, ...fit]
  const most = {
    load: Math.max(...all.map(({ load }) => load), ...marks.map(({ load }) => load)),
    value: Math.max(...all.map(({ perSec, highPerSec = perSec }) => highPerSec)),
  }
  const frame = loadFrame(most, marks.length, size)
  const last = Math.max(...measured.map(({ load }) => load))
  return svg(
    size,
    frame.bottom + FOOT,
    say`Throughput against ${said(loadUnit)}, ${measured.length} loads measured up to ${countText(last)}`,
    frameMarkup(frame, loadUnit, 'Requests per second', shortCountText),
    band(fit, frame),
    curve(fit, last, frame),
    loadMarks(marks, frame),
    measured.map((one) => measuredMarkup(one, loadUnit, frame)),
  )
}

const marksOf = ({ loadUnit, knee, sloLimit, peak, target }: Scalability): readonly LoadMark[] =>
  (
    [
      ['knee', knee, 's2'],
      ['SLO limit', sloLimit, 's1 dash2'],
      ['peak of the model', peak, 's3 dash1'],
      ['target', target, 'c-ink dash3'],
    ] as const
  ).flatMap(([name, load, ink]) =>
    load === undefined || !Number.isFinite(load)
      ? []
      : { name: `${said(name)} ${countText(Math.round(load))} ${said(loadUnit)}`, load, ink },
  )

const placeOf =
  ({ load, value }: LoadFrame) =>
  (at: number, perSec: number): Point => [load.at(at), value.at(Math.max(perSec, 0))]

const band = (fit: readonly Throughput[], frame: LoadFrame): Markup => {
  const place = placeOf(frame)
  const bounded = fit.filter(({ lowPerSec, highPerSec }) => lowPerSec !== undefined && highPerSec !== undefined)
  if (bounded.length < 2) return html``
  const upper = bounded.map(({ load, highPerSec = 0 }) => place(load, highPerSec))
  const lower = bounded.map(({ load, lowPerSec = 0 }) => place(load, lowPerSec)).reverse()
  const path = [...upper, ...lower].map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('')
  return html`<path class="area s0" d="${path}z"/>`
}

const curve = (fit: readonly Throughput[], last: number, frame: LoadFrame): Markup => {
  if (fit.length === 0) return html``
  const place = placeOf(frame)
  const pathOf = (part: readonly Throughput[]): string => linePath(part.map(({ load, perSec }) => place(load, perSec)))
  const first = fit.findIndex(({ load }) => load > last)
  const split = first < 0 ? fit.length : first
  const beyond = fit.slice(Math.max(split - 1, 0))
  return html`<path class="line s0" d="${pathOf(fit.slice(0, split))}"/>${first < 0 ? undefined : html`<path class="line s0 dash1" d="${pathOf(beyond)}"/>`}`
}

const measuredMarkup = (
  { load, perSec, lowPerSec, highPerSec }: Throughput,
  unit: LoadUnit,
  frame: LoadFrame,
): Markup => {
  const place = placeOf(frame)
  const [x, y] = place(load, perSec)
  const isBounded = lowPerSec !== undefined && highPerSec !== undefined
  const whisker =
    isBounded &&
    html`<path class="whisker" d="M${px(x)} ${px(place(load, lowPerSec)[1])}V${px(place(load, highPerSec)[1])}"/>`
  const range = isBounded ? say`, between ${perSecText(lowPerSec)} and ${perSecText(highPerSec)}` : ''
  return html`${whisker || undefined}<path class="sign c-ink" d="${sign(0, x, y)}"><title>${say`${countText(load)} ${said(unit)}: ${perSecText(perSec)} requests a second${range}`}</title></path>`
}

const legend = ({ fit, measured }: Scalability): Markup => {
  const last = Math.max(...measured.map(({ load }) => load))
  const isBeyond = fit.some(({ load }) => load > last)
  const hasBand = fit.some(({ lowPerSec, highPerSec }) => lowPerSec !== undefined && highPerSec !== undefined)
  const key = (drawing: Markup, text: string): Markup =>
    html`<li><svg viewBox="0 0 26 12" aria-hidden="true">${drawing}</svg>${said(text)}</li>`
  return html`<ul class="legend">${key(html`<path class="sign c-ink" d="${sign(0, 13, 6)}"/>`, 'measured')}${
    fit.length > 0 ? key(html`<path class="line s0" d="M1 6H25"/>`, 'model (Universal Scalability Law)') : undefined
  }${isBeyond ? key(html`<path class="line s0 dash1" d="M1 6H25"/>`, 'model beyond what was measured') : undefined}${
    hasBand ? key(html`<path class="area s0" d="M1 1H25V11H1z"/>`, '95 % confidence') : undefined
  }</ul>`
}
