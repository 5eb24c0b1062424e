import { describe, expect, test } from 'vitest'
import { FRENCH } from '../../src/language/french.js'
import { inLanguage, type Language } from '../../src/language/language.js'
import { FORMATS } from '../../src/report/index.js'
import { FILE_STYLE, type Renderer } from '../../src/report/renderer.js'
import type { Result } from '../../src/report/result.js'
import { failedResult, result } from '../report/results.js'
import { ENGLISH_WORDS } from './english-words.js'
import { PSEUDO, unmarked } from './pseudo.js'
import { richResult } from './rich-result.js'
import { unknownWords, visible } from './words.js'

const RESULTS: readonly (readonly [string, Result])[] = [
  ['a run that passed', result()],
  ['a run that failed', failedResult()],
  ['a run of which there is all to tell', richResult()],
  ['a run without a second', result({ timeline: [], steps: [], scenarios: [], tiers: [], stages: [] })],
  ['a run that was judged by nothing', result({ verdict: { status: 'invalid', reasons: [], slos: [] } })],
]
// Whatever a user may name is no word.
const NAMED = { profile: 'z9', tags: { z9: 'z9' }, command: null, record: [] } as const
const PEOPLE = ['html', 'markdown', 'terminal'] as const

const render = (format: (typeof PEOPLE)[number], of: Result, language: Language): string => {
  const report: Renderer = FORMATS[format]
  if (report.needs !== 'result') throw new Error(`${format} is made of no result`)
  return inLanguage(language, () =>
    report.render(
      {
        ...of,
        ...NAMED,
        assumptions: of.assumptions.map((one) => ({ ...one, source: null })),
        errors: of.errors.map((row) => ({
          ...row,
          examples: row.examples.map((one) => ({ ...one, message: 'GET /api' })),
        })),
        target: { ...of.target, url: 'z9', description: 'z9' },
      },
      { ...FILE_STYLE, columns: 400 },
    ),
  )
}

describe.each(RESULTS)('of %s', (_, of) => {
  test.each(PEOPLE)('every word of the %s report goes through the language', (format) => {
    expect(unknownWords(unmarked(visible(render(format, of, PSEUDO))))).toEqual([])
  })

  test.each(PEOPLE)('no English is left in the French %s report', (format) => {
    expect(visible(render(format, of, FRENCH)).match(ENGLISH_WORDS) ?? []).toEqual([])
  })
})

test('in French nothing answered is singular', () => {
  const page = visible(render('html', failedResult(), FRENCH)).replace(/[\u00a0\u202f]/g, ' ')
  expect(page).toContain('· 50 requêtes avec réponse')
  expect(page).toContain('· 0 requête avec réponse')
})
