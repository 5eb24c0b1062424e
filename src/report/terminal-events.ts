import { said } from '../language/said.js'
import { EVENT_NOTE, type EventLine, firstLines } from './event-lines.js'
import { printable } from './printable.js'
import type { TextStyle } from './renderer.js'
import type { Result } from './result.js'
import { dimmed, titled } from './text-style.js'
import { type Column, textTable } from './text-table.js'

const MOST = 20

/** What happened on the platform meanwhile, as Riemann told it. */
export const eventSection = (result: Result, style: TextStyle): string[] => {
  const { lines, rest } = firstLines(result, MOST)
  if (lines.length === 0) return []
  return titled(
    'On the platform meanwhile, as Riemann told it',
    [...textTable(COLUMNS, lines, style), ...dimmed([said(EVENT_NOTE), rest].join(' ').trim(), style)],
    style,
  )
}

const COLUMNS: readonly Column<EventLine>[] = [
  { head: 'time', cell: ({ time }) => time, align: 'right' },
  { head: 'host', cell: ({ host }) => printable(host) },
  { head: 'service', cell: ({ service }) => service, elastic: true },
  { head: 'state', cell: ({ state }) => printable(state) },
  { head: 'description', cell: ({ description }) => description, elastic: true, spare: 1 },
]
