/** Whole words broken into lines of a width, each after an indent; a figure stays with its unit, and a word that is longer is broken anywhere. */
export const wrapped = (text: string, columns: number, indent = ''): string[] =>
  folded(withWholeFigures(text).split(/[^\S\u00a0\u202f]+/), columns, indent)

/** The same behind a lead, under whose end all further lines begin: `note: …`. */
export const hanging = (lead: string, text: string, columns: number): string[] =>
  behind(lead, wrapped(text, columns, ' '.repeat(lead.length)))

/** The same of pieces that stay whole, with a space between two of them. */
export const hangingPieces = (lead: string, pieces: readonly string[], columns: number): string[] =>
  behind(lead, folded(pieces, columns, ' '.repeat(lead.length)))

/** The same text with a figure and its unit tied by a no-break space, so that they stay on one line. */
export const withWholeFigures = (text: string): string => text.replace(BEFORE_UNIT, '\u00a0')

const BEFORE_UNIT = /(?<=\d) (?=(?:µs|ms|s|min|h|%|[KMGTP]i[Bo]|[Bo]|cores?|cœurs?)(?:[^\wéè]|$))/g

const folded = (pieces: readonly string[], columns: number, indent: string): string[] => {
  const width = Math.max(columns - indent.length, 10)
  const lines: string[] = []
  let line = ''
  for (const piece of pieces.flatMap((long) => chunks(long, width))) {
    if (line !== '' && line.length + 1 + piece.length > width) {
      lines.push(line)
      line = piece
    } else {
      line = line === '' ? piece : `${line} ${piece}`
    }
  }
  return [...lines, line].map((one) => `${indent}${one.replaceAll('\u00a0', ' ')}`)
}

const behind = (lead: string, lines: readonly string[]): string[] =>
  lines.map((line, i) => (i === 0 ? `${lead}${line.slice(lead.length)}` : line))

const chunks = (word: string, width: number): string[] => {
  const characters = [...word]
  if (characters.length <= width) return [word]
  const pieces: string[] = []
  for (let at = 0; at < characters.length; at += width) pieces.push(characters.slice(at, at + width).join(''))
  return pieces
}
