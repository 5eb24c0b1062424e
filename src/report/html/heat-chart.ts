import { localFigure, pluralText } from '../../base/quantity-text.js'
import { say } from '../../language/say.js'
import { axisDurationText, clockText } from '../format.js'
import type { Result } from '../result.js'
import type { Axis } from './axis.js'
import { type ChartSize, px, responsiveChart, svg } from './chart.js'
import { eventMarks } from './event-marks.js'
import { FOOT, valueLines } from './grid.js'
import { HEAT_BOUNDS, heatLevel } from './heat-levels.js'
import { html, type Markup } from './markup.js'
import { noData } from './no-data.js'
import { stageBands, type TimeFrame, timeFoot, timeFrame, timeTarget } from './time-frame.js'

type Shown = Pick<Result, 'columns' | 'events' | 'stages' | 'timeline'>

/** How response times were spread over the time of the run: the darker a field, the more of its column's requests took so long. */
export const heatFigure = (result: Shown): Markup =>
  result.columns.columns.some(({ responses }) => responses.some((count) => count > 0))
    ? html`${legend()}${responsiveChart((size) => heatChart(result, size))}`
    : noData('not a single request succeeded.')

const TOP = 44
const HEIGHT = 220

const heatChart = (result: Shown, size: ChartSize): Markup => {
  const bottom = TOP + HEIGHT
  const frame = timeFrame(result, size)
  const rows = rowsOf(result, [bottom, TOP])
  const targets = columnsOf(result).map((column) => timeTarget(frame, column, [TOP, bottom], columnText(column)))
  return svg(
    size,
    bottom + FOOT,
    say`Spread of response times over the time of the run`,
    stageBands(result, frame, bottom),
    html`<text class="title" x="${frame.left}" y="${TOP - 8}">${say`Response time, logarithmic`}</text>`,
    valueLines(rows.axis, frame, (us) => (us === 0 ? '0' : axisDurationText(us))),
    HEAT_BOUNDS.map((_, level) => fields(level, columnsOf(result), rows, frame)),
    timeFoot(frame, bottom),
    targets,
    eventMarks(result, { time: frame.time, top: TOP, bottom }),
  )
}

interface HeatColumn {
  readonly fromSecond: number
  readonly toSecond: number
  readonly responses: readonly number[]
  readonly count: number
}

const columnsOf = ({ columns: { columns, secondsPerColumn }, timeline }: Shown): HeatColumn[] =>
  columns.map(({ responses }, index) => ({
    fromSecond: index * secondsPerColumn,
    toSecond: Math.min((index + 1) * secondsPerColumn, timeline.length),
    responses,
    count: responses.reduce((sum, count) => sum + count, 0),
  }))

interface Rows {
  /** Height at which a row begins. */
  readonly top: (row: number) => number
  readonly axis: Axis
}

// Rows are of equal height, which is logarithmic, since each is about half as long again as the one before.
const rowsOf = ({ columns: { columns, rowsUs } }: Shown, [bottom, top]: readonly [number, number]): Rows => {
  const hit = rowsUs.map((_, row) => columns.some(({ responses }) => (responses[row] ?? 0) > 0))
  const [first, last] = [hit.indexOf(true), hit.lastIndexOf(true)]
  const height = (bottom - top) / (last - first + 1)
  const place = (row: number): number => bottom - (row - first) * height
  const shown = rowsUs.map((us, row) => ({ us, row })).filter(({ row }) => row >= first && row <= last + 1)
  const ticks = shown.filter(({ us }) => shown.length <= MOST_NAMED || ROUND.test(String(us)))
  return {
    top: place,
    axis: { at: (us) => place(rowsUs.indexOf(us)), ticks: ticks.map(({ us }) => us) },
  }
}

const MOST_NAMED = 12
const ROUND = /^(?:0|10*|30*)$/

const fields = (level: number, columns: readonly HeatColumn[], { top }: Rows, { time }: TimeFrame): Markup => {
  const path = columns.flatMap(({ fromSecond, toSecond, responses, count }) => {
    const [left, right] = [px(time.at(fromSecond)), px(time.at(toSecond))]
    return responses.flatMap((requests, row) =>
      requests > 0 && heatLevel(requests / count) === level
        ? `M${left} ${px(top(row))}V${px(top(row + 1))}H${right}V${px(top(row))}z`
        : [],
    )
  })
  return path.length === 0 ? html`` : html`<path class="heat h${level}" d="${path.join('')}"/>`
}

const columnText = ({ fromSecond, toSecond, count }: HeatColumn): string =>
  say`${clockText(fromSecond * 1_000_000)} to ${clockText(toSecond * 1_000_000)} · ${pluralText(count, 'request')} answered`

const legend = (): Markup => {
  const items = HEAT_BOUNDS.map((bound, level) => {
    const next = HEAT_BOUNDS[level + 1]
    const text =
      level === 0
        ? say`below ${percent(next ?? 1)}`
        : `${percent(bound)}${next === undefined ? say` and more` : say` to ${percent(next)}`}`
    return html`<li><svg class="swatch" viewBox="0 0 14 12" aria-hidden="true"><rect class="heat h${level}" width="14" height="12"/></svg>${text}</li>`
  })
  return html`<ul class="legend"><li>${say`of the requests due then:`}</li>${items}</ul>`
}

const percent = (share: number): string => localFigure(`${Number((share * 100).toFixed(1))} %`)
