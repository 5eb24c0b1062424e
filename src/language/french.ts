import { ANALYSIS } from './french/analysis.js'
import { CAPACITY } from './french/capacity.js'
import { COMPARISON } from './french/comparison.js'
import { EVIDENCE } from './french/evidence.js'
import { HEADS } from './french/heads.js'
import { NOUNS } from './french/nouns.js'
import { PAGE } from './french/page.js'
import { REPORT } from './french/report.js'
import { RUN } from './french/run.js'
import { TERMS } from './french/terms.js'
import { VERDICT } from './french/verdict.js'
import { WARNINGS } from './french/warnings.js'
import type { Language } from './language.js'

/** No-break spaces, narrow where the Unicode CLDR writes them so in French: between thousands, before `;`, `!`, `?` and `%`. */
const [WIDE, NARROW] = ['\u00a0', '\u202f']

/** French as it is written in France; spaces before punctuation do not break. */
const typeset = (text: string): string =>
  text
    .replace(/ (?=[;!?%])/g, NARROW)
    .replace(/ (?=[:»])/g, WIDE)
    .replace(/(?<=«) /g, WIDE)

const typesetAll = (phrases: Language['phrases']): Language['phrases'] =>
  Object.fromEntries(Object.entries(phrases).map(([key, phrase]) => [key, typeset(phrase)]))

const UNITS: Readonly<Record<string, string>> = {
  B: 'o',
  KiB: 'Kio',
  MiB: 'Mio',
  GiB: 'Gio',
  TiB: 'Tio',
  PiB: 'Pio',
  pp: 'pt',
}

/** French. */
export const FRENCH: Language = {
  code: 'fr',
  phrases: typesetAll({
    ...HEADS,
    ...REPORT,
    ...PAGE,
    ...TERMS,
    ...EVIDENCE,
    ...VERDICT,
    ...WARNINGS,
    ...RUN,
    ...CAPACITY,
    ...ANALYSIS,
    ...COMPARISON,
  }),
  nouns: NOUNS,
  // Unicode CLDR: 0 to 1.99 are singular.
  isOne: (count) => Math.abs(count) < 2,
  figure: (text) =>
    typeset(text.replace(/[.,](?=\d)/g, (mark) => (mark === '.' ? ',' : NARROW))).replace(
      /(?<= )(?:[KMGTP]iB|B|pp)$/,
      (unit) => UNITS[unit] ?? unit,
    ),
}
