/** One row of a CSV text (RFC 4180) and where the next begins; `broken` when a quote is not closed or text follows it. */
export type CsvRow =
  | { readonly kind: 'row'; readonly fields: readonly string[]; readonly next: number }
  | { readonly kind: 'broken' }

const PLAIN = /[^,\r\n]*/y
const QUOTED = /"([^"]*(?:""[^"]*)*)"/y
const END = /,|\r?\n|\r|$/y

/** Reads the row that begins at `at`. */
export const readCsvRow = (text: string, at: number): CsvRow => {
  const fields: string[] = []
  let next = at
  for (;;) {
    const isQuoted = text[next] === '"'
    const field = matchAt(isQuoted ? QUOTED : PLAIN, text, next)
    if (!field) return { kind: 'broken' }
    fields.push(isQuoted ? (field[1] ?? '').replaceAll('""', '"') : field[0])
    next += field[0].length
    const end = matchAt(END, text, next)
    if (!end) return { kind: 'broken' }
    next += end[0].length
    if (end[0] !== ',') return { kind: 'row', fields, next }
  }
}

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}
