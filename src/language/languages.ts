import { FRENCH } from './french.js'
import { ENGLISH, type Language, type LanguageCode } from './language.js'

/** Every language that reports can be written in. */
export const LANGUAGES: Readonly<Record<LanguageCode, Language>> = { en: ENGLISH, fr: FRENCH }
