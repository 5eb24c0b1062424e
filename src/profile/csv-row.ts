/** One row of a CSV text (RFC 4180) and where the next begins; `broken` when a quote is not closed or text follows it. */
export type CsvRow =
  | { readonly kind: 'row'; readonly fields: readonly string[]; readonly next: number }
  | { readonly kind: 'broken' }

/** Reads the row that begins at `at`. */
export const readCsvRow = (text: string, at: number): CsvRow => {
  const fields: string[] = []
  for (let from = at; ; ) {
    const isQuoted = text[from] === '"'
    const to = isQuoted ? quotedEnd(text, from) : plainEnd(text, from)
    if (to === undefined) return { kind: 'broken' }
    fields.push(isQuoted ? text.slice(from + 1, to - 1).replaceAll('""', '"') : text.slice(from, to))
    if (text[to] !== ',') return rowEnd(text, to, fields)
    from = to + 1
  }
}

const rowEnd = (text: string, to: number, fields: readonly string[]): CsvRow => {
  if (to >= text.length || text[to] === '\n') return { kind: 'row', fields, next: Math.min(to + 1, text.length) }
  if (text[to] === '\r') return { kind: 'row', fields, next: to + (text[to + 1] === '\n' ? 2 : 1) }
  return { kind: 'broken' }
}

const PLAIN = /[^,\r\n]*/y

const plainEnd = (text: string, from: number): number => {
  PLAIN.lastIndex = from
  PLAIN.test(text)
  return PLAIN.lastIndex
}

// By hand, since an expression that remembers each doubled quote is slow on a file whose last one is missing.
const quotedEnd = (text: string, from: number): number | undefined => {
  let at = text.indexOf('"', from + 1)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at < 0 ? undefined : at + 1
}
