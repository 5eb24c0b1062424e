import { durationText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { axisDurationText } from '../format.js'
import type { Tier } from '../result.js'
import { type Axis, linearAxis } from './axis.js'
import { CHART_WIDTH, type ChartSize, px, responsiveChart, svg } from './chart.js'
import { FOOT, footMarks, footUnit } from './grid.js'
import { html, type Markup } from './markup.js'
import { noData } from './no-data.js'
import { tierFields } from './tier-ink.js'
import { type StackPart, tierStack, topOf } from './tier-stack.js'

/** One bar: mean time in each tier, microseconds, by step of a run or by load of a series of runs. */
export interface StackedBar {
  readonly name: string
  readonly times: Readonly<Partial<Record<Tier, number>>>
}

/** Time in each tier, one bar below the other on one scale, each with its sum. */
export const stackedBars = (label: string, bars: readonly StackedBar[]): Markup => {
  const drawn = bars
    .map(({ name, times }) => ({ name, parts: tierStack(times) }))
    .filter(({ parts }) => parts.length > 0)
  if (drawn.length === 0) return noData('no source told any time in a tier.')
  return responsiveChart((size) => barChart(label, drawn, size))
}

interface Bar {
  readonly name: string
  readonly parts: readonly StackPart[]
}

const BAR = 15
const [LETTER, MOST_LETTERS] = [6.6, 34]
const SUM_WIDTH = 80

const barChart = (label: string, bars: readonly Bar[], size: ChartSize): Markup => {
  const isNarrow = size === 'narrow'
  const longest = Math.min(Math.max(...bars.map(({ name }) => [...name].length)), MOST_LETTERS)
  const [left, right] = [isNarrow ? 14 : Math.ceil(longest * LETTER) + 10, CHART_WIDTH[size] - SUM_WIDTH]
  // On a telephone the name stands above its bar.
  const row = isNarrow ? 40 : 24
  const bottom = bars.length * row + 6
  const axis = linearAxis(Math.max(...bars.map(({ parts }) => topOf(parts))), [left, right], isNarrow ? 3 : 6)
  return svg(
    size,
    bottom + FOOT,
    label,
    axis.ticks.map((tick) => html`<path class="grid" d="M${px(axis.at(tick))} 0V${bottom}"/>`),
    bars.map((bar, index) => barMarkup(bar, axis, (index + 1) * row - BAR - 3, isNarrow)),
    footMarks(axis, bottom, axisDurationText),
    footUnit('mean time of a request', { left, right: CHART_WIDTH[size] - 6 }, bottom),
  )
}

const barMarkup = ({ name, parts }: Bar, { at }: Axis, top: number, isNarrow: boolean): Markup => {
  const pieces = parts.map(({ tier, from, to }) => {
    const text = `${name}${said(': ')}${tier} ${durationText(to - from)}`
    return tierFields(tier, [{ left: at(from), right: at(to), top, bottom: top + BAR }], text)
  })
  const [x, y, anchor] = isNarrow ? [6, top - 5, 'start'] : [at(0) - 8, top + 12, 'end']
  const sum = html`<text class="tick" x="${px(at(topOf(parts)) + 6)}" y="${top + 12}">${durationText(topOf(parts))}</text>`
  return html`<text class="name" x="${px(x)}" y="${y}" text-anchor="${anchor}">${shortened(name)}</text>${pieces}${sum}`
}

const shortened = (name: string): string => {
  const letters = [...name]
  return letters.length <= MOST_LETTERS ? name : `${letters.slice(0, MOST_LETTERS - 1).join('')}…`
}
