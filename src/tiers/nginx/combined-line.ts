import { FIELD_BY_NAME, type FieldName, type LogFields } from './log-fields.js'

// `$remote_addr - $remote_user [$time_local] "`
const HEAD = /^\S+ - [^[]{1,256} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "/
// ` $status $body_bytes_sent "`
const NUMBERS = /^ (\d{3}) (?:\d{1,19}|-) "/
const LONGEST_NUMBERS = 32

/**
 * Fields of a line of nginx's stock `combined` format, or of one that goes on behind it with `name=value` or `name="value"`, such as
 * `rt=$request_time urt="$upstream_response_time"`. What has no name there is not guessed at. Undefined for anything else.
 */
export const combinedFields = (line: string): LogFields | undefined => {
  const head = HEAD.exec(line)?.[0]
  if (head === undefined) return undefined
  const requestEnd = quotedEnd(line, head.length - 1)
  const numbers = NUMBERS.exec(line.slice(requestEnd, requestEnd + LONGEST_NUMBERS))
  if (requestEnd < 0 || numbers === null) return undefined
  const refererEnd = quotedEnd(line, requestEnd + numbers[0].length - 1)
  if (refererEnd < 0 || !line.startsWith(' "', refererEnd)) return undefined
  const agentEnd = quotedEnd(line, refererEnd + 1)
  const further = agentEnd < 0 ? undefined : namedValues(line, agentEnd)
  return further && { ...further, request: line.slice(head.length, requestEnd - 1), st: numbers[1] ?? '' }
}

/** Index behind the closing quote of what is quoted from here; -1 when there is none. Every escape of nginx's begins with a backslash. */
const quotedEnd = (line: string, quote: number): number => {
  for (let at = quote + 1; at < line.length; at++) {
    if (line[at] === '"') return at + 1
    if (line[at] === '\\') at++
  }
  return -1
}

const NAME = /([A-Za-z_]\w*)=/y

// One pass. Undefined when a quote is left open: then the line is cut.
const namedValues = (line: string, from: number): LogFields | undefined => {
  const fields: Partial<Record<FieldName, string>> = {}
  let at = blanksEnd(line, from)
  while (at < line.length) {
    const name = nameAt(line, at)
    const start = name?.valueStart ?? at
    const end = line[start] === '"' ? quotedEnd(line, start) : bareEnd(line, start, name !== undefined)
    if (end < 0) return undefined
    const field = name && FIELD_BY_NAME.get(name.text)
    if (field !== undefined)
      fields[field] ??= line[start] === '"' ? line.slice(start + 1, end - 1) : line.slice(start, end)
    at = blanksEnd(line, end)
  }
  return fields
}

const nameAt = (line: string, at: number): { readonly text: string; readonly valueStart: number } | undefined => {
  NAME.lastIndex = at
  const text = NAME.exec(line)?.[1]
  return text === undefined ? undefined : { text, valueStart: at + text.length + 1 }
}

// A list without quotes has blanks of its own: it goes on to the next name. Words without any name end at the blank.
const bareEnd = (line: string, from: number, isNamed: boolean): number => {
  let end = wordEnd(line, from)
  if (!isNamed) return end
  for (let next = blanksEnd(line, end); next < line.length; next = blanksEnd(line, end)) {
    if (line[next] === '"' || nameAt(line, next) !== undefined) return end
    end = wordEnd(line, next)
  }
  return end
}

const wordEnd = (line: string, from: number): number => {
  const at = line.indexOf(' ', from)
  return at < 0 ? line.length : at
}

const blanksEnd = (line: string, from: number): number => {
  let at = from
  while (line[at] === ' ') at++
  return at
}
