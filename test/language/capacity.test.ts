import { beforeEach, describe, expect, test } from 'vitest'
import { buildCapacity } from '../../src/capacity/build-capacity.js'
import type { CapacityResult } from '../../src/capacity/capacity-result.js'
import { terminalCapacity } from '../../src/capacity/report/terminal-capacity.js'
import { capacityText } from '../../src/capacity/report/write-capacity.js'
import { FRENCH } from '../../src/language/french.js'
import { inLanguage, type Language } from '../../src/language/language.js'
import { FILE_STYLE } from '../../src/report/renderer.js'
import { saveSearch } from '../capacity/saved-search.js'
import { simulateSearch } from '../capacity/simulated-search.js'
import { ENGLISH_WORDS } from './english-words.js'
import { PSEUDO, unmarked } from './pseudo.js'
import { unknownWords, visible } from './words.js'

const results = new Map<string, CapacityResult>()

// A folder goes with the test that made it; what was read from it stays.
beforeEach(async () => {
  if (results.size > 0) return
  const platform = { fullAtUsers: 3_000, serviceUs: 10_000 }
  const whatIf = ['nodes cassandra=6', 'tls-resumption=0']
  const found = await buildCapacity([saveSearch(simulateSearch(platform))], { whatIf })
  const [first] = found.steps
  results.set('of a search that found a limit', { ...found, ...WITNESS })
  results.set(
    'of a search without a valid step',
    await buildCapacity([saveSearch(simulateSearch({ ...platform, lagUs: () => 60_000 }))]),
  )
  results.set(
    'of a search whose tiers showed nothing',
    await buildCapacity([saveSearch(simulateSearch({ ...platform, serviceUs: 60_000 }))]),
  )
  results.set('of a search that is open', {
    ...found,
    steps: first ? [{ ...first, outcome: 'inconclusive', isSteady: false }] : [],
  })
})

// Whatever a user may name is no word.
const anonymous = ({ analysis, ...result }: CapacityResult): CapacityResult => ({
  ...result,
  runs: result.runs.map((run) => ({ ...run, profile: 'z9', target: { ...run.target, url: 'z9', description: 'z9' } })),
  ...(analysis && { analysis: { ...analysis, whatIf: analysis.whatIf.map((one) => ({ ...one, text: 'z9' })) } }),
})

const WITNESS = {
  witness: {
    rounds: (['cheapest', 'dearest'] as const).map((role) => ({
      role,
      step: 'z9',
      path: '/',
      perSec: 1_200,
      failed: 3,
      connections: 4,
    })),
  },
} as unknown as Pick<CapacityResult, 'witness'>

const FORMATS: Readonly<Record<string, (result: CapacityResult, language: Language) => string>> = {
  terminal: (result, language) => inLanguage(language, () => terminalCapacity(result, { ...FILE_STYLE, columns: 400 })),
  markdown: (result, language) => capacityText(result, 'markdown', language),
  html: (result, language) => capacityText(result, 'html', language),
}

describe.each(Object.keys(FORMATS))('the %s', (format) => {
  const rendered = (language: Language): string[] =>
    [...results.values()].map(anonymous).map((result) => visible(FORMATS[format]?.(result, language) ?? ''))

  test('says every word by the language', () => {
    expect(unknownWords(rendered(PSEUDO).map(unmarked).join(' '))).toEqual([])
  })

  test('has no English left in French', () => {
    expect(rendered(FRENCH).join('\n').match(ENGLISH_WORDS) ?? []).toEqual([])
  })
})
