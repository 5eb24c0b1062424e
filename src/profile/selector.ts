import { LineCursor } from '../base/line-cursor.js'

/** Which series of a metric are meant, as PromQL writes it: `name{label="value",other=~"pattern"}`. */
export interface Selector {
  readonly metric: string
  readonly matchers: readonly Matcher[]
}

export interface Matcher {
  readonly label: string
  readonly matches: (value: string) => boolean
}

/** Throws an Error with a sentence when the text is no selector. */
export const parseSelector = (text: string): Selector => {
  const cursor = new LineCursor(text.trim(), /\s+/y)
  const metric = cursor.take(/[a-zA-Z_:][a-zA-Z0-9_:]*/y) ?? cursor.take(QUOTED)
  if (metric === undefined || metric === '') throw new Error(`'${text}' does not begin with a metric's name`)
  cursor.skipGap()
  const matchers = cursor.skip('{') ? matchersAt(cursor, text) : []
  if (!cursor.isAtEnd) throw new Error(`'${text}' has something behind its metric; write name{label="value"}`)
  return { metric, matchers }
}

/** Whether a series' labels are as all matchers want them; a label that is absent is an empty one, as in PromQL. */
export const isSelected = ({ matchers }: Selector, labels: ReadonlyMap<string, string>): boolean =>
  matchers.every(({ label, matches }) => matches(labels.get(label) ?? ''))

const QUOTED = /"((?:[^"\\]|\\["\\])*)"/y

const matchersAt = (cursor: LineCursor, text: string): readonly Matcher[] => {
  const matchers: Matcher[] = []
  cursor.skipGap()
  while (!cursor.skip('}')) {
    const label = cursor.take(/[a-zA-Z_][a-zA-Z0-9_]*/y) ?? cursor.take(QUOTED)
    cursor.skipGap()
    const operator = cursor.take(/=~|!~|!=|=/y)
    cursor.skipGap()
    const value = cursor.take(/"((?:[^"\\]|\\[\s\S])*)"/y)
    if (label === undefined || operator === undefined || value === undefined)
      throw new Error(`'${text}' has a matcher that cannot be read; write label="value", !=, =~ or !~`)
    matchers.push({ label, matches: testOf(operator, value.replace(/\\(["\\])/g, '$1'), text) })
    cursor.skipGap()
    if (!cursor.skip(',') && !cursor.isBefore('}')) throw new Error(`'${text}' lacks a comma or a closing brace`)
    cursor.skipGap()
  }
  cursor.skipGap()
  return matchers
}

const testOf = (operator: string, value: string, text: string): Matcher['matches'] => {
  if (operator === '=') return (found) => found === value
  if (operator === '!=') return (found) => found !== value
  const pattern = patternOf(value, text)
  return operator === '=~' ? (found) => pattern.test(found) : (found) => !pattern.test(found)
}

// Anchored at both ends, as in PromQL.
const patternOf = (value: string, text: string): RegExp => {
  try {
    return new RegExp(`^(?:${value})$`, 'su')
  } catch {
    throw new Error(`'${text}' has a pattern that is no regular expression`)
  }
}
