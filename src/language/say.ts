import { language, own } from './language.js'

/** Template tag: a sentence in the language in force; its values are in that language already. One that has no translation stays English. */
export const say = (pieces: TemplateStringsArray, ...values: readonly (string | number)[]): string => {
  const key = keyOf(pieces)
  return filled(own(language().phrases, key) ?? key, values)
}

/** So many of something, named in English: `1 shard`, `2 shards`; the count is a figure of the language in force already. */
export const sayCounted = (count: number, figure: string, one: string, many: string): string => {
  const { nouns, isOne } = language()
  const [single, several] = own(nouns, one) ?? [one, many]
  return `${figure} ${isOne(count) ? single : several}`
}

/** The key of a sentence: `{0} of {1} missed`. */
export const keyOf = (pieces: readonly string[]): string =>
  pieces.reduce((text, piece, index) => `${text}{${index - 1}}${piece}`)

/** A phrase with its values in their places. */
export const filled = (phrase: string, values: readonly (string | number)[]): string =>
  phrase.replace(/\{(\d+)\}/g, (_, place: string) => String(values[Number(place)] ?? ''))
