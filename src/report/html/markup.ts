import { withWholeFigures } from '../../base/wrapped-text.js'
import { printable } from '../printable.js'

/** HTML or SVG that was made here; all other text is escaped when it is put into it. */
export interface Markup {
  readonly markup: string
}

export type Piece = string | number | Markup | readonly Markup[] | undefined

/** Template tag: strings are made printable and escaped, markup and lists of it go in as they are, undefined leaves nothing. */
export const html = (literals: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  markup: literals.reduce((text, literal, index) => text + textOf(pieces[index - 1]) + literal),
})

const textOf = (piece: Piece): string => {
  if (piece === undefined) return ''
  if (typeof piece === 'number') return String(piece)
  if (typeof piece === 'string') return escaped(piece)
  if ('markup' in piece) return piece.markup
  return piece.map(({ markup }) => markup).join('')
}

const escaped = (text: string): string =>
  withWholeFigures(printable(text)).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
