/** A language that people read reports in. Its keys are the English texts of the source, so English itself needs none. */
export interface Language {
  readonly code: LanguageCode
  /** By an English text with its values as `{0}`, `{1}`…, the same text in this language. */
  readonly phrases: Readonly<Record<string, string>>
  /** By the English name of one counted thing, what one and several of it are called. */
  readonly nouns: Readonly<Record<string, Noun>>
  /** Whether a count goes with the singular. */
  readonly isOne: (count: number) => boolean
  /** An English figure with its thousands, decimals and unit as this language writes them. */
  readonly figure: (text: string) => string
}

export type Noun = readonly [one: string, many: string]

/** What `--lang` may say. */
export const LANGUAGE_CODES = ['en', 'fr'] as const
export type LanguageCode = (typeof LANGUAGE_CODES)[number]

/** The language of the source. */
export const ENGLISH: Language = {
  code: 'en',
  phrases: {},
  nouns: {},
  isOne: (count) => count === 1,
  figure: (text) => text,
}

let inForce = ENGLISH

/** The language in force. */
export const language = (): Language => inForce

/** No promise: what goes on later would be in another language. */
type Settled<T> = T extends PromiseLike<unknown> ? never : unknown

/** Puts a language in force while some work lasts that waits for nothing, such as one report that is rendered. */
export const inLanguage = <T>(wanted: Language, work: () => T & Settled<T>): T => {
  const before = inForce
  inForce = wanted
  try {
    return work()
  } finally {
    inForce = before
  }
}

/** What a table has of its own by a name, and nothing of what every object has. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
