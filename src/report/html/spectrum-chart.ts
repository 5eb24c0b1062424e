import { durationText, localFigure } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { axisDurationText } from '../format.js'
import type { Spectrum } from '../result.js'
import { type Axis, logAxis } from './axis.js'
import { CHART_WIDTH, type ChartSize, linePath, type PageSize, type Point, px, responsiveChart, svg } from './chart.js'
import { FOOT, footUnit, valueLines } from './grid.js'
import { html, type Markup } from './markup.js'

/** One line of a spectrum. */
export interface SpectrumSeries {
  readonly name: string
  readonly count: number
  readonly spectrum: Spectrum
  /** Classes that give the colour and the dash. */
  readonly ink: string
  /** Bounds of SLOs on this series' percentiles, microseconds. */
  readonly goals: readonly { readonly percentile: number; readonly us: number; readonly met: boolean }[]
}

/** Four colours, each with a dash of its own, so that no two lines next to each other need their colour; then the same with other dashes. */
export const seriesInk = (index: number): string => `s${index % 4} dash${(index + Math.floor(index / 4)) % 4}`

/**
 * Latency by percentile, both logarithmic: each step to the right is a tenth of the requests that are left. Nothing
 * without a single sample.
 */
export const spectrumFigure = (
  label: string,
  series: readonly SpectrumSeries[],
  onPage: PageSize,
): Markup | undefined => {
  const drawn = series.filter(({ spectrum }) => spectrum.length > 0)
  if (drawn.length === 0) return undefined
  const legend = drawn.map(
    ({ name, ink }) =>
      html`<li><svg viewBox="0 0 22 8" aria-hidden="true"><path class="line ${ink}" d="M1 4H21"/></svg>${name}</li>`,
  )
  return html`<ul class="legend">${legend}</ul>${responsiveChart((size) => spectrumChart(label, drawn, size), onPage)}`
}

const TOP = 12
// Nobody waits for less, and the zeros of a clock that ticks in milliseconds would take half of the drawing.
const LEAST_US = 100

const spectrumChart = (label: string, series: readonly SpectrumSeries[], size: ChartSize): Markup => {
  const [left, right] = [64, CHART_WIDTH[size] - 16]
  const bottom = size === 'wide' ? 300 : 240
  const values = series.flatMap(({ spectrum, goals }) => [
    ...spectrum.map(([, us]) => us),
    ...goals.map(({ us }) => us),
  ])
  const axisValues = values.map((us) => Math.max(us, LEAST_US))
  const latency = logAxis(axisValues, [bottom, TOP])
  const isCut = values.some((us) => us < LEAST_US)
  const percentile = percentileAxis(Math.max(...series.map(({ count }) => count)), [left, right])
  const rows = valueLines(
    latency,
    { left, right },
    (tick, index) => `${isCut && index === 0 ? '≤ ' : ''}${axisDurationText(tick)}`,
  )
  const columns = percentile.ticks.map((tick) => {
    const x = px(percentile.at(tick))
    return html`<path class="grid" d="M${x} ${TOP}V${bottom}"/><text class="tick" x="${x}" y="${bottom + 18}" text-anchor="middle">${percentageText(tick)}</text>`
  })
  const lines = series.map((one) => lineMarkup(one, latency, percentile))
  return svg(
    size,
    bottom + FOOT,
    label,
    rows,
    columns,
    lines,
    footUnit('share of the requests', { left, right }, bottom),
  )
}

const lineMarkup = ({ name, count, spectrum, ink, goals }: SpectrumSeries, latency: Axis, percentile: Axis): Markup => {
  const place = ([at, us]: readonly [number, number]): Point => [
    percentile.at(Math.min(at, 100 - 50 / count)),
    latency.at(us),
  ]
  const points = spectrum.map(place)
  const dots = spectrum.map((point) => {
    const [x, y] = place(point)
    const text = `${name}${said(': ')}${point[0] === 100 ? say`max` : percentageText(point[0])} ${durationText(point[1])}`
    return html`<circle class="hover" cx="${px(x)}" cy="${px(y)}" r="7"><title>${text}</title></circle>`
  })
  const posts = goals.map(({ percentile: at, us, met }) => {
    const [x, y] = [percentile.at(at), latency.at(us)]
    const text = say`SLO on ${name}: p${at} below ${durationText(us)}`
    return html`<path class="goal ${ink} ${met ? 'met' : 'missed'}" d="M${px(x - 9)} ${px(y)}h18M${px(x)} ${px(y)}v7"><title>${text}</title></path>`
  })
  return html`<path class="line ${ink}" d="${linePath(points)}"/>${posts}${dots}`
}

// A percentile's place is the logarithm of what is left above it, as in HdrHistogram's own plots.
const percentileAxis = (count: number, [from, to]: readonly [number, number]): Axis => {
  const decades = Math.max(Math.log10(count * 2), 1)
  const at = (percentage: number): number =>
    from + Math.min(-Math.log10(1 - percentage / 100) / decades, 1) * (to - from)
  const ticks: number[] = []
  for (const tick of PERCENTILE_TICKS) {
    const last = ticks.at(-1)
    const isFree = last === undefined || at(tick) - at(last) >= LETTER_WIDTH * (percentageText(tick).length + 1)
    if (isFree && at(tick) <= to - 8) ticks.push(tick)
  }
  return { at, ticks }
}

const LETTER_WIDTH = 7
const percentageText = (percentage: number): string => localFigure(`${Number(percentage.toFixed(6))} %`)

const PERCENTILE_TICKS = [0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 99.99999]
