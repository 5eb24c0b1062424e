import { LineCursor } from '../../base/line-cursor.js'

/** `text`: version 0.0.4, and 1.0.0 with its quoted names. `openmetrics`: version 1.0.0. */
export type ExpositionFormat = 'text' | 'openmetrics'

/** One line of an exposition that carries a value. */
export interface Sample {
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
  /** May be NaN or infinite. */
  readonly value: number
  /** When it was taken, where the line says so. */
  readonly atMs?: number
}

const METRIC_NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y
const LABEL_NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y
const QUOTED = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y
export const BLANKS = /[ \t]+/y
const TOKEN = /[^ \t]+/y
const STAMP = / ([^ #]+)/y
const MOST_LABELS = 100

/** The sample of one line, as the format's grammar has it (Prometheus' "Exposition formats", OpenMetrics 1.0's ABNF); undefined when it is none. */
export const sampleOf = (line: string, format: ExpositionFormat): Sample | undefined => {
  const isLoose = format === 'text'
  const cursor = new LineCursor(line, isLoose ? BLANKS : undefined)
  cursor.skipGap()
  const bare = cursor.take(METRIC_NAME)
  const isApart = bare !== undefined && isLoose && cursor.take(BLANKS) !== undefined
  const isBraced = cursor.skip('{')
  const braces = isBraced ? bracesOf(cursor, isLoose) : { labels: NONE }
  if (!braces || (bare === undefined) === (braces.name === undefined)) return undefined
  const found = { name: bare ?? braces.name ?? '', labels: braces.labels }
  if (!isLoose) return cursor.skip(' ') ? strictValueOf(cursor, found) : undefined
  const isSplit = cursor.take(BLANKS) !== undefined || isApart || isBraced
  return isSplit ? looseValueOf(cursor, found) : undefined
}

/** The name that a line's sample would have, without a look at the rest; undefined for what starts otherwise. */
export const nameAhead = (line: string): string | undefined => {
  const cursor = new LineCursor(line, BLANKS)
  cursor.skipGap()
  const bare = cursor.take(METRIC_NAME)
  if (bare !== undefined || !cursor.skip('{')) return bare
  cursor.skipGap()
  const quoted = cursor.take(QUOTED)
  return quoted === undefined ? undefined : unescaped(quoted)
}

/** A metric's name as comments write it: bare, or quoted where it has other characters. */
export const metricNameAt = (cursor: LineCursor): string | undefined => {
  const quoted = cursor.take(QUOTED)
  const name = quoted === undefined ? cursor.take(METRIC_NAME) : unescaped(quoted)
  return name === '' ? undefined : name
}

/** A number as both formats write it, NaN and infinities among them; undefined for what is none, or too large for one. */
export const numberOf = (token: string): number | undefined => {
  if (!REAL.test(token)) return SPECIAL.get(token.toLowerCase())
  const value = Number(token)
  return Number.isFinite(value) ? value : undefined
}

const NONE: ReadonlyMap<string, string> = new Map()
const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const INFINITE = Number.POSITIVE_INFINITY
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ...['inf', '+inf', 'infinity', '+infinity'].map((word) => [word, INFINITE] as const),
  ...['-inf', '-infinity'].map((word) => [word, -INFINITE] as const),
])

interface Braces {
  readonly name?: string
  readonly labels: Sample['labels']
}

/** What stands in braces: a quoted word without a value, which must be first, is the metric's name. */
const bracesOf = (cursor: LineCursor, isLoose: boolean): Braces | undefined => {
  const labels = new Map<string, string>()
  let name: string | undefined
  cursor.skipGap()
  while (!cursor.skip('}')) {
    const quoted = cursor.take(QUOTED)
    const key = quoted === undefined ? cursor.take(LABEL_NAME) : unescaped(quoted)
    if (key === undefined || key === '' || labels.size === MOST_LABELS) return undefined
    cursor.skipGap()
    if (cursor.skip('=')) {
      cursor.skipGap()
      const value = cursor.take(QUOTED)
      if (value === undefined || labels.has(key)) return undefined
      labels.set(key, unescaped(value))
    } else if (quoted === undefined || name !== undefined || labels.size > 0) return undefined
    else name = key
    cursor.skipGap()
    const isComma = cursor.skip(',')
    cursor.skipGap()
    // Only the looser format ends a list with a comma, as jmx_exporter once did.
    if (isComma === cursor.isBefore('}') && !(isComma && isLoose)) return undefined
  }
  return { labels, ...(name !== undefined && { name }) }
}

const looseValueOf = (cursor: LineCursor, found: Pick<Sample, 'name' | 'labels'>): Sample | undefined => {
  const value = numberOf(cursor.take(TOKEN) ?? '')
  cursor.skipGap()
  const stamp = cursor.take(TOKEN)
  cursor.skipGap()
  if (value === undefined || !cursor.isAtEnd) return undefined
  if (stamp === undefined) return { ...found, value }
  return /^[+-]?\d{1,19}$/.test(stamp) ? { ...found, value, atMs: Number(stamp) } : undefined
}

const strictValueOf = (cursor: LineCursor, found: Pick<Sample, 'name' | 'labels'>): Sample | undefined => {
  const point = stampedOf(cursor)
  // An exemplar is looked at only so that a broken line does not pass.
  const isWhole =
    !cursor.skip(' # {') || (namelessBraces(cursor) && cursor.skip(' ') && stampedOf(cursor) !== undefined)
  return point && isWhole && cursor.isAtEnd ? { ...found, ...point } : undefined
}

const namelessBraces = (cursor: LineCursor): boolean => {
  const braces = bracesOf(cursor, false)
  return braces !== undefined && braces.name === undefined
}

/** A value and the time behind it, which is in seconds. */
const stampedOf = (cursor: LineCursor): Pick<Sample, 'value' | 'atMs'> | undefined => {
  const value = numberOf(cursor.take(TOKEN) ?? '')
  if (value === undefined) return undefined
  const stamp = cursor.take(STAMP)
  if (stamp === undefined) return { value }
  const atS = numberOf(stamp)
  return atS !== undefined && Number.isFinite(atS) ? { value, atMs: atS * 1_000 } : undefined
}

const unescaped = (text: string): string =>
  text.includes('\\') ? text.replace(/\\(["\\n])/g, (_, mark: string) => (mark === 'n' ? '\n' : mark)) : text
