import { say } from '../../language/say.js'
import { type EventLine, eventLines } from '../event-lines.js'
import type { Result } from '../result.js'
import type { Axis } from './axis.js'
import { px } from './chart.js'
import { html, type Markup } from './markup.js'

/** Where marks stand: the axis of time in seconds, and how far down they go. */
export interface MarkPlace {
  readonly time: Axis
  readonly top: number
  readonly bottom: number
}

const MOST_NAMED = 5
/** Closer to each other, in pixels, they are one. */
const APART = 3

/** A line through all charts for what happened on the platform; what would lie on one another is one line that names it all. */
export const eventMarks = (result: Pick<Result, 'events' | 'timeline'>, { time, top, bottom }: MarkPlace): Markup[] =>
  groups(result, time).map(
    ({ x, lines }) =>
      html`<g class="event"><title>${titleOf(lines)}</title><path class="reach" d="M${px(x)} ${top}V${px(bottom)}"/><path class="event-line" d="M${px(x)} ${top}V${px(bottom)}"/></g>`,
  )

interface Group {
  readonly x: number
  readonly lines: EventLine[]
}

const groups = (result: Pick<Result, 'events' | 'timeline'>, time: Axis): Group[] => {
  const found: Group[] = []
  for (const line of eventLines(result).sort((a, b) => a.atUs - b.atUs)) {
    const x = time.at(Math.min(line.atUs / 1_000_000, result.timeline.length))
    const last = found.at(-1)
    if (last && x - last.x < APART) last.lines.push(line)
    else found.push({ x, lines: [line] })
  }
  return found
}

const titleOf = (lines: readonly EventLine[]): string => {
  const named = lines.slice(0, MOST_NAMED).map((line) => lineText(line))
  const more = lines.length > MOST_NAMED ? [say`and ${lines.length - MOST_NAMED} more`] : []
  return [...named, ...more].join(' · ')
}

const lineText = ({ time, host, service, state, description }: EventLine): string =>
  [`${time} ${host} ${service} ${state}`, description].filter((text) => text !== '').join(', ')
