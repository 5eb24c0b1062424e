import { said } from '../../language/said.js'
import { EVENT_NOTE, type EventLine, firstLines } from '../event-lines.js'
import type { Result } from '../result.js'
import { html, type Markup } from './markup.js'
import { htmlTable } from './table.js'

const MOST = 200

/** What happened on the platform meanwhile, as Riemann told it. */
export const eventSection = (result: Result): Markup | undefined => {
  const { lines, rest } = firstLines(result, MOST)
  if (lines.length === 0) return undefined
  return html`<p>${said(EVENT_NOTE)}</p>
${eventTable(lines)}
${rest === '' ? undefined : html`<p class="caption">${rest}</p>`}`
}

const eventTable = (lines: readonly EventLine[]): Markup =>
  htmlTable<EventLine>(
    [
      { head: 'Time', cell: ({ time }) => time },
      { head: 'Host', cell: ({ host }) => host },
      { head: 'Service', cell: ({ service }) => service },
      { head: 'State', cell: ({ state }) => state },
      { head: 'Description', cell: ({ description }) => description, kind: 'words' },
    ],
    lines,
  )
