import { said } from '../language/said.js'
import { printable } from './printable.js'

/** Text from outside as inline code: no mark-up, no HTML, no mention of a person or an issue comes of it. */
export const code = (text: string): string => `<code>${escaped(text)}</code>`

/** The same as running text; forges look for mentions after the entities, so an empty comment takes them apart. */
export const prose = (text: string): string => escaped(text).replace(/&#(?:64|35);/g, '$&<!-- -->')

/** A table; the first column is aligned left, figures right. Cells are Markdown already. Nothing without rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return ''
  const alignment = head.map((title) => (LEFT.has(title) ? ':--' : '--:'))
  return [head.map(said), alignment, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** A block that is folded until it is asked for. */
export const details = (title: string, body: string): string =>
  `<details><summary>${title}</summary>\n\n${body}\n\n</details>`

const LEFT: ReadonlySet<string> = new Set([
  '',
  'SLO',
  'over',
  'step',
  'fail if',
  'tier',
  'kind',
  'meaning',
  'example',
  'check',
  'result',
  'time',
  'host',
  'service',
  'state',
  'description',
  'allowed, or why it does not apply',
])

const escaped = (text: string): string =>
  printable(text).replace(MARKUP, (character) => `&#${character.codePointAt(0)};`)

const MARKUP = /[&<>"'`*_~|\\[\]#@:$]/g
