import { said } from '../../language/said.js'
import type { Axis } from './axis.js'
import { px } from './chart.js'
import { html, type Markup } from './markup.js'

/** Left and right end of a drawing. */
export interface Span {
  readonly left: number
  readonly right: number
}

/** A line over the drawing at each of an axis's ticks, named on the left. */
export const valueLines = (
  axis: Axis,
  { left, right }: Span,
  text: (tick: number, index: number) => string,
): Markup[] =>
  axis.ticks.map((tick, index) => {
    const y = px(axis.at(tick))
    return html`<path class="grid" d="M${left} ${y}H${right}"/><text class="tick" x="${left - 6}" y="${y + 4}" text-anchor="end">${text(tick, index)}</text>`
  })

/** A mark under the drawing at each of an axis's ticks, with its name. */
export const footMarks = (axis: Axis, bottom: number, text: (tick: number) => string): Markup[] =>
  axis.ticks.map((tick) => {
    const x = px(axis.at(tick))
    return html`<path class="mark" d="M${x} ${px(bottom)}v4"/><text class="tick" x="${x}" y="${px(bottom) + 18}" text-anchor="middle">${text(tick)}</text>`
  })

/** What the axis under a drawing counts. */
export const footUnit = (text: string, { right }: Span, bottom: number): Markup =>
  html`<text class="tick" x="${right}" y="${px(bottom) + 34}" text-anchor="end">${said(text)}</text>`

/** Room that marks and their unit take under a drawing. */
export const FOOT = 40
