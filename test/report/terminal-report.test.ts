import { expect, test } from 'vitest'
import { FILE_STYLE, type TextStyle } from '../../src/report/renderer.js'
import type { Result } from '../../src/report/result.js'
import { terminalReport } from '../../src/report/terminal-report.js'
import { failedResult, result, slo, step } from './results.js'
import { HOSTILE } from './saved-runs.js'

const rendered = (of: Result, style: Partial<TextStyle> = {}): string =>
  terminalReport.needs === 'result' ? terminalReport.render(of, { ...FILE_STYLE, ...style }) : ''

const warned = { code: 'schedule-lag', text: 'the generator was near its limit; use more shards' }

test('the sections come in the order in which they are read', () => {
  const text = rendered({ ...failedResult(), warnings: [warned] })
  const places = ['✗ FAIL', '\nSLOs', '\nSteps', '\nTiers', '\nErrors', '\nGenerator', '\nWarnings'].map((title) =>
    text.indexOf(title),
  )
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places[0]).toBe(0)
})

test('an SLO has a tick or a cross, what was measured, and the part of the run that counted', () => {
  const text = rendered(failedResult())
  expect(text).toMatch(/^✓ +timeline\.p99 < 500ms +48\.0 ms +order statistics +1,000 +hold$/m)
  expect(text).toMatch(/^✗ +errors = 0 +2 % +/m)
})

test('an SLO without a latency to judge says that everything failed', () => {
  const slos = [slo({ status: 'inconclusive', value: null, samples: 0, failed: 1_234 })]
  expect(rendered(result({ verdict: { status: 'inconclusive', reasons: [], slos } }))).toMatch(
    / – .* 0 +hold +all 1,234 failed$/m,
  )
})

test('a kind of error has its count, its meaning and one example', () => {
  expect(rendered(failedResult())).toContain(
    'session-lost 2 – the answer was the login page: the session was gone\n  e.g. timeline/poll at 0:02, status 302: to the login page',
  )
})

test('connections have their times and the busiest second, handshakes by kind', () => {
  const text = rendered(result(), { columns: 500 })
  expect(text).toMatch(/10 full TLS handshakes, at most 8\/s: p50 .*, p99 9\.50 ms, max /)
  expect(text).toMatch(/30 resumed TLS handshakes, at most 22\/s/)
})

test('a fault of the rehearsal is told once', () => {
  const fault = 'cassandra:slow=x3'
  const target = { url: 'https://127.0.0.1', kind: 'rehearsal', description: `models; faults: ${fault}` } as const
  const text = rendered(result({ target, plan: { ...result().plan, faults: [fault] } }))
  expect(text.split(fault)).toHaveLength(2)
})

test('a column that needs a word has it below the table, where it is shown', () => {
  expect(rendered(result(), { columns: 120 })).toMatch(/^known: of the requests/m)
  expect(rendered(result(), { columns: 60 })).not.toMatch(/^known:/m)
})

test('the limit of the lag is explained', () => {
  expect(rendered(result())).toContain("limit of the lag's p99: a tenth of the tightest latency SLO, at least 20 ms")
})

test.each([60, 80, 100, 120, 160, 200])('no line is wider than a terminal of %d columns', (columns) => {
  const steps = [step(), step({ name: HOSTILE }), step({ name: `browse/${'x'.repeat(150)}` })]
  const verdict = { status: 'pass', reasons: [], slos: [slo({ weak: true })] } as const
  const runs = [failedResult(), result({ verdict })].map((of) => ({
    ...of,
    steps,
    warnings: [warned],
    profile: HOSTILE,
  }))
  const text = runs.map((of) => rendered(of, { columns, unicode: false })).join('')
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(columns)
})

test('a figure stays on one line with its unit', () => {
  for (let columns = 60; columns < 90; columns++) {
    expect(rendered(result(), { columns })).not.toMatch(/\d\n *(?:(?:ms|s|MiB)\b|%)/)
  }
})

test.each([
  [60, []],
  [85, ['max', 'mean', 'p90']],
  [120, ['max', 'mean', 'p90', 'service p99']],
])('at %d columns the steps show, beside what always stays, %o', (columns, shown) => {
  const head = rendered(result(), { columns })
    .split('\n')
    .find((line) => line.startsWith('step '))
  expect(['max', 'mean', 'p90', 'service p99'].filter((title) => head?.includes(title))).toEqual(shown)
})

test('without colour there is not one escape sequence, with it the text is the same', () => {
  const plain = rendered(failedResult(), { colour: false })
  const coloured = rendered(failedResult(), { colour: true })
  expect(plain).not.toContain('\u001b')
  expect(coloured).toContain('\u001b[31m')
  expect(coloured.replace(/\p{Cc}\[[\d;]*m/gu, '')).toBe(plain)
})

test('where a terminal knows only ASCII there is nothing else', () => {
  const text = rendered({ ...failedResult(), profile: HOSTILE }, { unicode: false })
  expect(text).toMatch(/^[\n -~]*$/)
  expect(text.startsWith('[MISS] FAIL')).toBe(true)
})

test('a run without tiers, errors or warnings has no empty section', () => {
  const text = rendered(result({ tiers: [], errors: [], warnings: [] }))
  expect(text).not.toMatch(/^(Tiers|Errors|Warnings)/m)
})
