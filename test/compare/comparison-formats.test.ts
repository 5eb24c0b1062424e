import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { compareRuns } from '../../src/compare/compare-runs.js'
import type { Comparison } from '../../src/compare/comparison.js'
import { comparisonJsonSchema, comparisonSchema } from '../../src/compare/comparison-schema.js'
import { parseFailRule } from '../../src/compare/fail-rule.js'
import { COMPARISON_FORMAT_NAMES, COMPARISON_FORMATS } from '../../src/compare/index.js'
import { FILE_STYLE } from '../../src/report/renderer.js'
import { HOSTILE, SAVED_RUNS } from '../report/saved-runs.js'
import { saveDrawnRun } from './compared-runs.js'

const comparisons = new Map<string, Comparison>()

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), 'tatami-load-test-'))
  const rule = parseFailRule('timeline.p95 > +10%')
  const rules = 'remedy' in rule ? [] : [rule]
  const held = async (name: string, base: string, other: string) => {
    const options = { base: [base], new: [other], rules, allowDifferentLoad: true, toolVersion: '0.1.0' }
    comparisons.set(name, await compareRuns(options))
  }
  const base = saveDrawnRun(join(root, 'base'), { seed: 1 })
  await held('a slower run', base, saveDrawnRun(join(root, 'slower'), { seed: 2, slower: 1.5 }))
  for (const [name, save] of SAVED_RUNS) {
    const dir = join(root, name.replaceAll(' ', '-'))
    save(dir)
    await held(name, dir, dir)
  }
  return () => rmSync(root, { recursive: true, force: true })
})

const NAMES = ['a slower run', ...SAVED_RUNS.map(([name]) => name)]
const of = (name: string): Comparison => {
  const comparison = comparisons.get(name)
  if (!comparison) throw new Error(`no comparison is called ${name}`)
  return comparison
}

const DANGEROUS = /(?![\t\n\r\u007f-\u009f])\p{Cc}/u
const DECEIVING = /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const LEAKS = /\bundefined\b|\bNaN\b|\bInfinity\b|\[object/

describe.each(COMPARISON_FORMAT_NAMES)('the format %s', (format) => {
  test.each(NAMES)('of %s is text without control characters, lone surrogates or slips of a template', (name) => {
    const text = COMPARISON_FORMATS[format](of(name), FILE_STYLE)
    expect(text).not.toMatch(DANGEROUS)
    if (format !== 'json') expect(text).not.toMatch(DECEIVING)
    expect(Buffer.from(text).toString()).toBe(text)
    expect(text).not.toMatch(LEAKS)
    expect(text.endsWith('\n')).toBe(true)
  })
})

test.each(['terminal', 'markdown', 'html'] as const)('%s says what came of the rule and of the change', (format) => {
  const text = COMPARISON_FORMATS[format](of('a slower run'), FILE_STYLE)
  expect(text).toMatch(/fail/i)
  expect(text).toContain('slower')
  expect(text).toContain('noise')
})

test.each(['markdown', 'html'] as const)('no name becomes mark-up in %s', (format) => {
  expect(COMPARISON_FORMATS[format](of('a run of hostile names'))).not.toContain('<script')
  expect(HOSTILE).toContain('<script')
})

test('the page draws both sides in one chart and loads nothing', () => {
  const page = COMPARISON_FORMATS.html(of('a slower run'))
  expect(page).toContain("default-src 'none'")
  const [, chart = ''] = page.split('<div class="panel"><h3>timeline (felt)</h3>')
  expect(
    chart.slice(0, chart.indexOf('</div></div>')).match(/<path class="line s[01] dash[01]" d="M[\d.]+ [\d.]+h0/g),
  ).toHaveLength(4)
})

test.each(NAMES)('the comparison of %s has the shape and no field beside it', (name) => {
  const comparison: unknown = JSON.parse(JSON.stringify(of(name)))
  expect(comparisonSchema.parse(comparison)).toEqual(comparison)
})

test('the JSON Schema in the repository is that of the interface', async () => {
  const text = `${JSON.stringify(comparisonJsonSchema(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../../docs/schemas/comparison.schema.json')
})
