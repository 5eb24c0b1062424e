import { withWholeFigures } from './format.js'
import type { TextStyle } from './renderer.js'

/** Text in an SGR style when the terminal shows colour. */
export const paint = (style: TextStyle, ink: Ink, text: string): string =>
  style.colour && text !== '' ? `\u001b[${INKS[ink]}m${text}\u001b[0m` : text

export type Ink = keyof typeof INKS

const INKS = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36', heading: '1;36' } as const

/** A section: its title, and the lines below it. */
export const titled = (title: string, lines: readonly string[], style: TextStyle): string[] => [
  ...wrapped(title, style.columns).map((line) => paint(style, 'heading', line)),
  ...lines,
]

/** Whole words broken into lines of a width, each after an indent; a figure stays with its unit, and a word that is longer is broken anywhere. */
export const wrapped = (text: string, columns: number, indent = ''): string[] => {
  const width = Math.max(columns - indent.length, 10)
  const lines: string[] = []
  let line = ''
  for (const word of withWholeFigures(text)
    .split(/[^\S\u00a0]+/)
    .flatMap((long) => chunks(long, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].map((one) => `${indent}${one.replaceAll('\u00a0', ' ')}`)
}

/** A remark in running text, paler than what it is about. */
export const dimmed = (text: string, style: TextStyle): string[] =>
  wrapped(text, style.columns).map((line) => paint(style, 'dim', line))

/** An item of a list, its lines after the first one indented. */
export const bullet = (text: string, columns: number): string[] =>
  wrapped(text, columns, '    ').map((line, index) => (index === 0 ? `  - ${line.slice(4)}` : line))

/** At most so many characters, the rest told by an ellipsis. */
export const clipped = (text: string, most: number): string => {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

/** The same text for a terminal that shows nothing but ASCII. */
export const asciiText = (text: string): string =>
  text.replace(/\P{ASCII}/gu, (character) => ASCII.get(character) ?? '?')

const ASCII: ReadonlyMap<string, string> = new Map([
  ['µ', 'u'],
  ['–', '-'],
  ['─', '-'],
  ['·', '|'],
  ['…', '.'],
  ['±', '~'],
  ['≤', '<='],
  ['≥', '>='],
])

const chunks = (word: string, width: number): string[] => {
  const characters = [...word]
  if (characters.length <= width) return [word]
  const pieces: string[] = []
  for (let at = 0; at < characters.length; at += width) pieces.push(characters.slice(at, at + width).join(''))
  return pieces
}
