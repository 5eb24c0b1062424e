import { durationText } from '../../base/quantity-text.js'
import { say } from '../../language/say.js'
import { axisDurationText, clockText } from '../format.js'
import { type Result, TIERS, type Tier } from '../result.js'
import { type Axis, linearAxis } from './axis.js'
import { type ChartSize, responsiveChart, svg } from './chart.js'
import { eventMarks } from './event-marks.js'
import { FOOT, valueLines } from './grid.js'
import { html, type Markup } from './markup.js'
import { noData } from './no-data.js'
import { type Field, tierFields } from './tier-ink.js'
import { type StackPart, tierStack, topOf } from './tier-stack.js'
import { stageBands, type TimeFrame, timeFoot, timeFrame, timeTarget } from './time-frame.js'

type Shown = Pick<Result, 'columns' | 'events' | 'stages' | 'timeline'>

/** Mean time of a request in each tier over the time of the run, one tier upon the other. */
export const tierTimeFigure = (result: Shown): Markup => {
  const stacks = stacksOf(result)
  return stacks.some(({ parts }) => parts.length > 0)
    ? responsiveChart((size) => tierTimeChart(result, stacks, size))
    : noData('no source told any time in a tier.')
}

/** What stands upon each other in one column of the run. */
interface Stack {
  readonly fromSecond: number
  readonly toSecond: number
  readonly parts: readonly StackPart[]
}

const TOP = 44
const HEIGHT = 200

const tierTimeChart = (result: Shown, stacks: readonly Stack[], size: ChartSize): Markup => {
  const frame = timeFrame(result, size)
  const bottom = TOP + HEIGHT
  const axis = linearAxis(Math.max(...stacks.map(({ parts }) => topOf(parts))), [bottom, TOP], 4)
  return svg(
    size,
    bottom + FOOT,
    say`Mean time of a request in each tier over the time of the run`,
    stageBands(result, frame, bottom),
    html`<text class="title" x="${frame.left}" y="${TOP - 8}">${say`Mean time of a request in each tier`}</text>`,
    valueLines(axis, frame, axisDurationText),
    TIERS.map((tier) => area(tier, stacks, frame, axis)),
    timeFoot(frame, bottom),
    stacks.map((stack) => timeTarget(frame, stack, [TOP, bottom], stackText(stack))),
    eventMarks(result, { time: frame.time, top: TOP, bottom }),
  )
}

const area = (tier: Tier, stacks: readonly Stack[], { time }: TimeFrame, { at }: Axis): Markup => {
  const fields = stacks.flatMap(({ fromSecond, toSecond, parts }): Field[] => {
    const part = parts.find((one) => one.tier === tier)
    return part
      ? [{ left: time.at(fromSecond), right: time.at(toSecond), top: at(part.to), bottom: at(part.from) }]
      : []
  })
  return fields.length === 0 ? html`` : tierFields(tier, fields)
}

const stacksOf = ({ columns: { columns, secondsPerColumn }, timeline }: Shown): readonly Stack[] =>
  columns.map(({ tiers }, index) => ({
    fromSecond: index * secondsPerColumn,
    toSecond: Math.min((index + 1) * secondsPerColumn, timeline.length),
    parts: tierStack(tiers),
  }))

const stackText = ({ fromSecond, toSecond, parts }: Stack): string =>
  [
    say`${clockText(fromSecond * 1_000_000)} to ${clockText(toSecond * 1_000_000)}`,
    ...parts.map(({ tier, from, to }) => `${tier} ${durationText(to - from)}`),
    say`together ${durationText(topOf(parts))}`,
  ].join(' · ')
