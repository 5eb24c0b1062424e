import { LineCursor } from '../../base/line-cursor.js'
import { BLANKS, type ExpositionFormat, metricNameAt } from './sample-line.js'

/** What a line that begins with `#` says of a family of metrics. */
export type CommentLine =
  | { readonly kind: 'TYPE'; readonly name: string; readonly type: string }
  | { readonly kind: 'HELP' | 'UNIT'; readonly name: string }
  /** For people; OpenMetrics has none. */
  | { readonly kind: 'free' }

/** Undefined when the line is not as the format has it. */
export const commentOf = (line: string, format: ExpositionFormat): CommentLine | undefined => {
  const isLoose = format === 'text'
  const gap = isLoose ? BLANKS : ONE_BLANK
  const cursor = new LineCursor(line, isLoose ? BLANKS : undefined)
  cursor.skipGap()
  if (!cursor.skip('#') || !(isLoose || cursor.skip(' '))) return undefined
  cursor.skipGap()
  const word = cursor.take(WORD)
  const kind = KINDS[format].find((known) => known === word)
  if (kind === undefined) return isLoose ? { kind: 'free' } : undefined
  const name = cursor.take(gap) === undefined ? undefined : metricNameAt(cursor)
  const isSplit = cursor.take(gap) !== undefined
  if (name === undefined || !(isSplit || cursor.isAtEnd)) return undefined
  if (kind !== 'TYPE') return { kind, name }
  const [, type = ''] = (isLoose ? /^(\w+)[ \t]*$/ : /^(\w+)$/).exec(cursor.rest) ?? []
  return TYPES[format].includes(type) ? { kind, name, type } : undefined
}

const ONE_BLANK = / /y
const WORD = /[A-Z]+(?![^ \t])/y
const KINDS = { text: ['HELP', 'TYPE'], openmetrics: ['HELP', 'TYPE', 'UNIT'] } as const
const COMMON_TYPES = ['counter', 'gauge', 'histogram', 'summary'] as const
const TYPES: Readonly<Record<ExpositionFormat, readonly string[]>> = {
  text: [...COMMON_TYPES, 'untyped'],
  openmetrics: [...COMMON_TYPES, 'gaugehistogram', 'stateset', 'info', 'unknown'],
}
