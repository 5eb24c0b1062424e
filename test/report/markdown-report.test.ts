import { expect, test } from 'vitest'
import { code, prose, table } from '../../src/report/markdown.js'
import { markdownReport } from '../../src/report/markdown-report.js'
import { FILE_STYLE } from '../../src/report/renderer.js'
import type { Result } from '../../src/report/result.js'
import { failedResult, result, step } from './results.js'
import { HOSTILE } from './saved-runs.js'

const rendered = (of: Result): string =>
  markdownReport.needs === 'result' ? markdownReport.render(of, FILE_STYLE) : ''

test('the verdict comes first, then what it rests on', () => {
  const text = rendered(failedResult())
  expect(text.startsWith('## ❌ Load test: Fail')).toBe(true)
  expect(text.indexOf('- errors = 0')).toBeLessThan(text.indexOf('| SLO |'))
  expect(text.indexOf('| SLO |')).toBeLessThan(text.indexOf('<details>'))
})

test('steps, tiers, errors and terms are folded', () => {
  const summaries = [...rendered(failedResult()).matchAll(/<summary>(.*?)<\/summary>/g)].map(([, title]) => title)
  const [steps, tiers, errors] = ['1 step', 'Tiers', '1 kind of error'].map((title) => `${title}, over the whole run`)
  expect(summaries).toEqual([
    ...[steps, tiers, 'Operations in the tiers, over the whole run', errors],
    'Cross-checks: 0 ok, 0 failed, 0 not applicable',
    'How to read this',
  ])
})

test('a rehearsal with faults says so beside its figures', () => {
  const plan = { ...result().plan, faults: ['cassandra:slow=x3'] }
  expect(rendered(result({ plan }))).toContain('faults <code>cassandra&#58;slow=x3</code>')
})

test('every row of every table has as many cells as its head, whatever the names', () => {
  const lines = rendered({ ...failedResult(), steps: [step({ name: HOSTILE })], profile: HOSTILE }).split('\n')
  const tables = lines
    .join('\n')
    .split(/\n(?!\|)/)
    .filter((block) => block.includes('| :-'))
  expect(tables.length).toBeGreaterThan(2)
  for (const block of tables) {
    const rows = block.split('\n').filter((line) => line.startsWith('|'))
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1)
  }
})

test('a comment stays short: under 100 lines for any number of errors and warnings of a usual run', () => {
  expect(rendered(result()).split('\n').length).toBeLessThan(100)
})

test.each([
  ['<b>', '&#60;b&#62;'],
  ['a|b', 'a&#124;b'],
  ['`x`', '&#96;x&#96;'],
  ['[a](b)', '&#91;a&#93;(b)'],
])('%s is inert as code', (text, escaped) => expect(code(text)).toBe(`<code>${escaped}</code>`))

test('nobody is mentioned and no issue is linked by running text', () => {
  expect(prose('ask @team about #12')).toBe('ask &#64;<!-- -->team about &#35;<!-- -->12')
})

test('a table without rows is nothing', () => expect(table(['step'], [])).toBe(''))
