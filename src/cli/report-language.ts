import { Option } from 'commander'
import { UsageError } from '../base/errors.js'
import { ENGLISH, type Language, type LanguageCode } from '../language/language.js'
import { LANGUAGES } from '../language/languages.js'
import { readMeta } from '../metrics/run-reader.js'
import { LANGUAGE_OPTION } from '../profile/profile-options.js'
import { profileSchema } from '../profile/profile-schema.js'

const { flag: FLAG, env: VARIABLE, help } = LANGUAGE_OPTION

/** Declares the language of reports where a command reads no profile. */
export const languageOption = (otherwise: string): Option =>
  new Option(`${FLAG} <CODE>`, `${help} (default: ${otherwise})`)

/** The language that a flag or the environment asks for; undefined where neither does. Throws a UsageError for one that there is not. */
export const askedLanguage = (flag: string | undefined, env: NodeJS.ProcessEnv): Language | undefined => {
  const value = flag ?? env[VARIABLE]?.trim()
  if (value === undefined || value === '') return undefined
  const { data, error } = profileSchema.shape.language.safeParse(value)
  if (data !== undefined) return LANGUAGES[data]
  const path = flag === undefined ? VARIABLE : FLAG
  throw new UsageError((error?.issues ?? []).map(({ message }) => ({ path, value, remedy: message })))
}

/** The language of a profile; of one that names none, English. */
export const languageOf = ({ language }: { readonly language?: LanguageCode }): Language =>
  language === undefined ? ENGLISH : LANGUAGES[language]

/** The language of a run in its folder; of none, English. Throws a UsageError when the folder holds no run. */
export const languageOfRun = (dir: string | undefined): Language =>
  dir === undefined ? ENGLISH : languageOf(readMeta(dir).profile)
