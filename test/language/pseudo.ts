import { FRENCH } from '../../src/language/french.js'
import type { Language } from '../../src/language/language.js'

/** A language of every phrase that French has, each of its own words between marks; values stand outside of them. */
export const PSEUDO: Language = {
  code: 'fr',
  phrases: Object.fromEntries(Object.keys(FRENCH.phrases).map((key) => [key, marked(key)])),
  nouns: Object.fromEntries(Object.keys(FRENCH.nouns).map((one) => [one, [mark(one), mark(one)] as const])),
  isOne: FRENCH.isOne,
  figure: (text) => text,
}

/** What was not marked: text that went past the language, and values. */
export const unmarked = (text: string): string => text.replace(/⟦[^⟧]*⟧/g, ' ')

function marked(key: string): string {
  return key
    .split(/(\{\d+\})/)
    .map((piece, at) => (at % 2 === 0 ? mark(piece) : piece))
    .join('')
}

function mark(text: string): string {
  return text.trim() === '' ? text : `⟦${text.replaceAll('⟦', '').replaceAll('⟧', '')}⟧`
}
