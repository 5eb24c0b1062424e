import { pluralText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { EVENT_NOTE, firstLines } from './event-lines.js'
import { code, details, prose, table } from './markdown.js'
import type { Result } from './result.js'

const MOST = 50

/** What happened on the platform meanwhile, folded. */
export const markdownEvents = (result: Result): string => {
  const { lines, rest } = firstLines(result, MOST)
  if (lines.length === 0) return ''
  const rows = table(
    ['time', 'host', 'service', 'state', 'description'],
    lines.map(({ time, host, service, state, description }) => [
      ...[time, code(host), code(service), code(state), prose(description)],
    ]),
  )
  const text = [rows, prose(said(EVENT_NOTE)), prose(rest)].filter((block) => block !== '').join('\n\n')
  return details(say`${pluralText(result.events.length, 'change')} on the platform meanwhile, as Riemann told it`, text)
}
