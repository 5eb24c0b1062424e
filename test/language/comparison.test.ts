import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { compareRuns } from '../../src/compare/compare-runs.js'
import type { Comparison } from '../../src/compare/comparison.js'
import { callText } from '../../src/compare/comparison-text.js'
import { parseFailRule } from '../../src/compare/fail-rule.js'
import { COMPARISON_FORMATS } from '../../src/compare/index.js'
import { FRENCH } from '../../src/language/french.js'
import { inLanguage, type Language } from '../../src/language/language.js'
import { FILE_STYLE } from '../../src/report/renderer.js'
import { saveDrawnRun } from '../compare/compared-runs.js'
import { ENGLISH_WORDS } from './english-words.js'
import { PSEUDO, unmarked } from './pseudo.js'
import { unknownWords, visible } from './words.js'

let compared: Comparison

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), 'tatami-load-test-'))
  const rule = parseFailRule('timeline.p95 > +10%')
  const [base, other] = ['1', '2'].map((name) => join(root, name)) as [string, string]
  saveDrawnRun(base, { seed: 1 })
  saveDrawnRun(other, { seed: 2, slower: 1.5 })
  const rules = 'remedy' in rule ? [] : [rule]
  compared = await compareRuns({ base: [base], new: [other], rules, allowDifferentLoad: true, toolVersion: '0.1.0' })
  return () => rmSync(root, { recursive: true, force: true })
})

// Whatever a user may name is no word.
const anonymous = (comparison: Comparison): Comparison => {
  const named = (runs: Comparison['base']) => runs.map((run) => ({ ...run, dir: 'z9', profile: 'z9', target: 'z9' }))
  const rules = comparison.rules.map((rule) => ({ ...rule, expression: 'z9' }))
  return { ...comparison, base: named(comparison.base), new: named(comparison.new), rules, notes: comparison.notes }
}

const statuses = ['pass', 'fail', 'inconclusive', 'invalid'] as const

describe.each(['terminal', 'markdown', 'html'] as const)('the %s', (format) => {
  const rendered = (language: Language): string[] =>
    statuses.map((status) =>
      visible(
        inLanguage(language, () =>
          COMPARISON_FORMATS[format]({ ...anonymous(compared), status }, { ...FILE_STYLE, columns: 400 }),
        ),
      ),
    )

  test('says every word by the language', () => {
    expect(unknownWords(rendered(PSEUDO).map(unmarked).join(' '))).toEqual([])
  })

  test('has no English left in French', () => {
    expect(rendered(FRENCH).join('\n').match(ENGLISH_WORDS) ?? []).toEqual([])
  })
})

test.each([
  ['up', 'plus lent', 'plus élevé', 'plus'],
  ['down', 'plus rapide', 'plus bas', 'moins'],
  ['noise', 'bruit', 'bruit', 'bruit'],
  ['unknown', 'trop peu pour le dire', 'trop peu pour le dire', 'trop peu pour le dire'],
] as const)('a change that is %s is called so in French', (call, p95, throughput, errors) => {
  const words = (['p95', 'throughput', 'errors'] as const).map((figure) =>
    inLanguage(FRENCH, () => callText({ call, figure })),
  )
  expect(words).toEqual([p95, throughput, errors])
})
