import { type Language, language, type Noun, own } from './language.js'
import { filled } from './say.js'

/**
 * The same text in the language in force, where English wrote it before: a name out of a table, or a sentence that a run kept in its record.
 * Of a sentence the pattern is found again, and its values are translated in the same way; text that nothing is known of stays as it is.
 */
export const said = (text: string): string => {
  const inForce = language()
  return inForce.code === 'en' || text.length > LONGEST ? text : translated(text, inForce)
}

/** No sentence of ours is longer; what somebody else wrote is not searched for one. */
const LONGEST = 1_500

const translated = (text: string, language: Language): string => {
  const exact = own(language.phrases, text)
  if (exact !== undefined) return exact
  const unended = text.endsWith('.') ? own(language.phrases, text.slice(0, -1)) : undefined
  if (unended !== undefined) return `${unended}.`
  if (FIGURE.test(text)) return language.figure(text)
  // Whatever else we say has several words.
  if (!text.includes(' ')) return text
  return counted(text, language) ?? listed(text, language) ?? sentence(text, language) ?? text
}

// `1,234.5 ms`, `≤ 40 %`, `-0.40 pp`; a version or an address has no unit, and two points or none.
const FIGURE =
  /^[<≤≥~±+−-]? ?\d[\d,]*(?:\.\d+)?(?:e-?\d+)?(?: ?(?:µs|ms|s|min|h|%|pp|[KMGTP]iB|B|\/s)(?: \d+ (?:min|s))?)?$/

// `2 nodes`, or `2 nodes of cassandra`.
const counted = (text: string, { nouns, figure, isOne }: Language): string | undefined => {
  const [, count = '', name = '', of] = /^([\d,]+(?:\.\d)?) (\S.*?)(?: of (\S+))?$/.exec(text) ?? []
  const noun = own(nouns, name) ?? singularOf(nouns, name)
  if (!noun) return undefined
  const known = `${figure(count)} ${noun[isOne(Number(count.replaceAll(',', ''))) ? 0 : 1]}`
  return of === undefined ? known : `${known} ${of}`
}

const singularOf = (nouns: Readonly<Record<string, Noun>>, many: string): Noun | undefined =>
  own(nouns, many.replace(/s$/, '')) ?? own(nouns, many.replace(/ies$/, 'y'))

const sentence = (text: string, language: Language): string | undefined => {
  for (const { shape, phrase, weight } of patternsOf(language)) {
    if (weight < LEAST_WEIGHT && text.length > LONGEST_OF_FIGURES) break
    const [, ...values] = shape.exec(text) ?? []
    if (values.length === 0) continue
    const translations = values.map((value) => translated(value, language))
    if (values.every((value, at) => isMeant(value, weight, translations[at] !== value)))
      return filled(phrase, translations)
  }
  return undefined
}

const SEPARATORS = ['; ', ' · ', ', ', ' and '] as const

// Phrases that were put one behind the other, all of them known.
const listed = (text: string, language: Language): string | undefined => {
  for (const separator of SEPARATORS) {
    const parts = text.split(separator)
    if (parts.length === 1) continue
    const translations = parts.map((part) => translated(part, language))
    if (parts.every((part, at) => translations[at] !== part))
      return translations.join(own(language.phrases, separator) ?? separator)
  }
  return undefined
}

// What has few letters of its own fits anything, also what others wrote: it is meant only of figures, with some more also of names and
// of what is ours itself.
const isMeant = (value: string, weight: number, isOurs: boolean): boolean => {
  if (weight >= SURE_WEIGHT || FIGURE.test(value)) return true
  return weight >= LEAST_WEIGHT && (isOurs || value === '' || NAMES.test(value))
}

const NAMES = /^\S+(?:, \S+)*$/

interface Pattern {
  readonly shape: RegExp
  readonly phrase: string
  /** Characters of the sentence itself: of two that fit, the one that says more is meant. */
  readonly weight: number
}

const known = new WeakMap<Language['phrases'], readonly Pattern[]>()

const patternsOf = ({ phrases }: Language): readonly Pattern[] => {
  const found = known.get(phrases)
  if (found) return found
  const patterns = Object.entries(phrases)
    .flatMap(([key, phrase]) => patternOf(key, phrase))
    .sort((a, b) => b.weight - a.weight)
  known.set(phrases, patterns)
  return patterns
}

const LEAST_WEIGHT = 6
const SURE_WEIGHT = 8
const LONGEST_OF_FIGURES = 100

const patternOf = (key: string, phrase: string): readonly Pattern[] => {
  const pieces = key.split(/\{\d+\}/)
  const weight = pieces.join('').replace(/[^a-z]/gi, '').length
  if (pieces.length === 1 || weight === 0) return []
  const source = pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.*?)')
  return [{ shape: new RegExp(`^${source}$`, 's'), phrase, weight }]
}
