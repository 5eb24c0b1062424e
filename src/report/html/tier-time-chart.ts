import { durationText } from '../../base/quantity-text.js'
import { axisDurationText, clockText } from '../format.js'
import { type Result, TIERS, type Tier } from '../result.js'
import { type Axis, linearAxis } from './axis.js'
import { type ChartSize, px, responsiveChart, svg } from './chart.js'
import { FOOT, valueLines } from './grid.js'
import { html, type Markup } from './markup.js'
import { noData } from './no-data.js'
import { tierFill } from './tier-ink.js'
import { type StackPart, tierStack, topOf } from './tier-stack.js'
import { stageBands, type TimeFrame, timeFoot, timeFrame, timeTarget } from './time-frame.js'

type Shown = Pick<Result, 'columns' | 'stages' | 'timeline'>

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
    'Mean time of a request in each tier over the time of the run',
    stageBands(result, frame, bottom),
    html`<text class="title" x="${frame.left}" y="${TOP - 8}">Mean time of a request in each tier</text>`,
    valueLines(axis, frame, axisDurationText),
    TIERS.map((tier) => area(tier, stacks, frame, axis)),
    timeFoot(frame, bottom),
    stacks.map((stack) => timeTarget(frame, stack, [TOP, bottom], stackText(stack))),
  )
}

const area = (tier: Tier, stacks: readonly Stack[], { time }: TimeFrame, { at }: Axis): Markup => {
  const path = stacks.flatMap(({ fromSecond, toSecond, parts }) => {
    const part = parts.find((one) => one.tier === tier)
    if (!part) return []
    const [left, right, low, high] = [time.at(fromSecond), time.at(toSecond), at(part.from), at(part.to)]
    return `M${px(left)} ${px(low)}V${px(high)}H${px(right)}V${px(low)}z`
  })
  return path.length === 0 ? html`` : html`<path class="part" fill="${tierFill(tier)}" d="${path.join('')}"/>`
}

const stacksOf = ({ columns: { columns, secondsPerColumn }, timeline }: Shown): readonly Stack[] =>
  columns.map(({ tiers }, index) => ({
    fromSecond: index * secondsPerColumn,
    toSecond: Math.min((index + 1) * secondsPerColumn, timeline.length),
    parts: tierStack(tiers),
  }))

const stackText = ({ fromSecond, toSecond, parts }: Stack): string =>
  [
    `${clockText(fromSecond * 1_000_000)} to ${clockText(toSecond * 1_000_000)}`,
    ...parts.map(({ tier, from, to }) => `${tier} ${durationText(to - from)}`),
    `together ${durationText(topOf(parts))}`,
  ].join(' · ')
