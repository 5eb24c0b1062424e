import { said } from '../../language/said.js'
import { clockText } from '../format.js'
import type { Result } from '../result.js'
import { type Axis, timeAxis } from './axis.js'
import { CHART_WIDTH, type ChartSize, px } from './chart.js'
import { footMarks, footUnit, type Span } from './grid.js'
import { html, type Markup } from './markup.js'

/** Where the time of the run goes in a chart: the same for all of them, so that they can be read one below the other. */
export interface TimeFrame extends Span {
  readonly time: Axis
}

/** The frame of a run's charts. */
export const timeFrame = ({ timeline }: Pick<Result, 'timeline'>, size: ChartSize): TimeFrame => {
  const [left, right] = [52, CHART_WIDTH[size] - 56]
  return { left, right, time: timeAxis(Math.max(timeline.length, 1), [left, right], size === 'wide' ? 12 : 5) }
}

/** The stages as bands behind a chart, each with its name above where there is room. */
export const stageBands = (
  { stages, timeline }: Pick<Result, 'stages' | 'timeline'>,
  { time }: TimeFrame,
  bottom: number,
): Markup[] =>
  stages.flatMap(({ name, fromUs, toUs }, index) => {
    const from = time.at(Math.min(fromUs / 1_000_000, timeline.length))
    const width = time.at(Math.min(toUs / 1_000_000, timeline.length)) - from
    if (width <= 0) return []
    const label =
      width > said(name).length * 8
        ? html`<text class="stage" x="${px(from + width / 2)}" y="14" text-anchor="middle">${said(name)}</text>`
        : undefined
    return html`<rect class="band b${index % 2}" x="${px(from)}" y="0" width="${px(width)}" height="${px(bottom)}"/>${label}`
  })

/** The time of the run under a chart. */
export const timeFoot = (frame: TimeFrame, bottom: number): Markup[] => [
  ...footMarks(frame.time, bottom, (second) => clockText(second * 1_000_000)),
  footUnit('time of the run', frame, bottom),
]

/** A place of the chart that tells its figures when pointed at. */
export const timeTarget = (
  { time }: TimeFrame,
  { fromSecond, toSecond }: { readonly fromSecond: number; readonly toSecond: number },
  [top, bottom]: readonly [number, number],
  text: string,
): Markup => {
  const from = time.at(fromSecond)
  return html`<rect class="hover" x="${px(from)}" y="${px(top)}" width="${px(time.at(toSecond) - from)}" height="${px(bottom - top)}"><title>${text}</title></rect>`
}
