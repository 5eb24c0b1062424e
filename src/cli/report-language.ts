import { Option } from 'commander'
import { UsageError } from '../base/errors.js'
import { ENGLISH, LANGUAGE_CODES, type Language, type LanguageCode } from '../language/language.js'
import { LANGUAGES } from '../language/languages.js'

const FLAG = '--lang'
const VARIABLE = 'TATAMI_LOAD_LANG'

/** Declares the language of reports where a command reads no profile. */
export const languageOption = (otherwise: string): Option =>
  new Option(`${FLAG} <CODE>`, `language of the reports: ${LANGUAGE_CODES.join(' or ')} (default: ${otherwise})`)

/** The language that a flag or the environment asks for; undefined where neither does. Throws a UsageError for one that there is not. */
export const askedLanguage = (flag: string | undefined, env: NodeJS.ProcessEnv): Language | undefined => {
  const value = flag ?? env[VARIABLE]?.trim()
  if (value === undefined || value === '') return undefined
  if (isCode(value)) return LANGUAGES[value]
  const path = flag === undefined ? VARIABLE : FLAG
  throw new UsageError([{ path, value, remedy: `write ${LANGUAGE_CODES.join(' or ')}` }])
}

/** The language of a profile; of one that names none, English. */
export const languageOf = ({ language }: { readonly language?: LanguageCode }): Language =>
  language === undefined ? ENGLISH : LANGUAGES[language]

const isCode = (value: string): value is LanguageCode => LANGUAGE_CODES.some((code) => code === value)
