import { hanging, wrapped } from '../base/wrapped-text.js'
import { said } from '../language/said.js'
import type { TextStyle } from './renderer.js'

/** Text in an SGR style when the terminal shows colour. */
export const paint = (style: TextStyle, ink: Ink, text: string): string =>
  style.colour && text !== '' ? `\u001b[${INKS[ink]}m${text}\u001b[0m` : text

export type Ink = keyof typeof INKS

const INKS = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36', heading: '1;36' } as const

/** A section: its title, and the lines below it. */
export const titled = (title: string, lines: readonly string[], style: TextStyle): string[] => [
  ...wrapped(said(title), style.columns).map((line) => paint(style, 'heading', line)),
  ...lines,
]

/** A remark in running text, paler than what it is about. */
export const dimmed = (text: string, style: TextStyle): string[] =>
  wrapped(text, style.columns).map((line) => paint(style, 'dim', line))

/** An item of a list, its lines after the first one indented. */
export const bullet = (text: string, columns: number): string[] => hanging('  - ', text, columns)

/** At most so many characters, the rest told by an ellipsis. */
export const clipped = (text: string, most: number): string => {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

/** The same text for a terminal that shows nothing but ASCII. */
export const asciiText = (text: string): string =>
  text.replace(/\P{ASCII}/gu, (character) => ASCII.get(character) ?? unaccented(character))

const unaccented = (character: string): string => {
  const [letter = '?'] = character.normalize('NFD')
  return letter < '\u0080' ? letter : '?'
}

const ASCII: ReadonlyMap<string, string> = new Map([
  ['µ', 'u'],
  ['–', '-'],
  ['−', '-'],
  ['─', '-'],
  ['·', '|'],
  ['…', '.'],
  ['±', '~'],
  ['≤', '<='],
  ['≥', '>='],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['«', '"'],
  ['»', '"'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['\u00a0', ' '],
  ['\u202f', ' '],
])
