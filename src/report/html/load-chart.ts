import { said } from '../../language/said.js'
import { shortCountText } from '../format.js'
import { type Axis, linearAxis } from './axis.js'
import { CHART_WIDTH, type ChartSize, px } from './chart.js'
import { footMarks, footUnit, type Span, valueLines } from './grid.js'
import { html, type Markup } from './markup.js'

/** What load is counted in: users on fixed hardware, or nodes whose load grows with them. */
export type LoadUnit = 'users' | 'nodes'

/** The frame of a chart against load. */
export interface LoadFrame extends Span {
  readonly load: Axis
  readonly value: Axis
  readonly top: number
  readonly bottom: number
}

const HEIGHT = 280

/** A frame whose axes both begin at zero; `headRows` is how many names of loads stand above each other over it. */
export const loadFrame = (most: { load: number; value: number }, headRows: number, size: ChartSize): LoadFrame => {
  const [left, right, top] = [60, CHART_WIDTH[size] - 112, 24 + headRows * ROW]
  const bottom = top + HEIGHT
  return {
    ...{ left, right, top, bottom },
    load: linearAxis(most.load, [left, right], size === 'wide' ? 8 : 3),
    value: linearAxis(most.value, [bottom, top], 5),
  }
}

const ROW = 16

/** Lines, marks and units of the frame. */
export const frameMarkup = (
  frame: LoadFrame,
  loadUnit: LoadUnit,
  title: string,
  valueText: (value: number) => string,
): Markup =>
  html`<text class="title" x="${frame.left}" y="14">${said(title)}</text>${valueLines(frame.value, frame, valueText)}${footMarks(frame.load, frame.bottom, shortCountText)}${footUnit(loadUnit, frame, frame.bottom)}`

/** A load that matters, as an upright line with its name above the drawing, each in a row of its own. */
export interface LoadMark {
  readonly name: string
  readonly load: number
  readonly ink: string
}

export const loadMarks = (marks: readonly LoadMark[], { load, bottom, right }: LoadFrame): Markup[] =>
  marks.map(({ name, load: at, ink }, row) => {
    const x = px(load.at(at))
    const y = 32 + row * ROW
    const isLate = x > right - 120
    return html`<path class="mark-line ${ink}" d="M${x} ${y - 10}V${bottom}"/><text class="key ${ink}" x="${isLate ? x - 5 : x + 5}" y="${y}" text-anchor="${isLate ? 'end' : 'start'}">${name}</text>`
  })

/** A sign of its own for each of up to five series, told apart without its colour. */
export const sign = (shape: number, x: number, y: number): string => {
  const [a, b] = [px(x), px(y)]
  switch (shape % 5) {
    case 0:
      return `M${a - 4} ${b}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`
    case 1:
      return `M${px(a - 3.6)} ${px(b - 3.6)}h7.2v7.2h-7.2z`
    case 2:
      return `M${a} ${px(b - 5)}l5 5l-5 5l-5 -5z`
    case 3:
      return `M${a} ${px(b - 4.8)}l4.8 8.4h-9.6z`
    default:
      return `M${a} ${px(b + 4.8)}l4.8 -8.4h-9.6z`
  }
}
