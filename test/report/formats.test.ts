import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildResult } from '../../src/report/build-result.js'
import { FILE_FORMATS, FORMAT_NAMES, FORMATS, isFormat } from '../../src/report/index.js'
import { FILE_STYLE } from '../../src/report/renderer.js'
import type { Result } from '../../src/report/result.js'
import { renderText } from '../../src/report/write-reports.js'
import { SAVED_RUNS } from './saved-runs.js'

interface Saved {
  readonly dir: string
  readonly result: Result
}

const runs = new Map<string, Saved>()

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), 'tatami-load-test-'))
  for (const [name, save] of SAVED_RUNS) {
    const dir = join(root, name.replaceAll(' ', '-'))
    save(dir)
    runs.set(name, { dir, result: await buildResult(dir, { strict: false }) })
  }
  return () => rmSync(root, { recursive: true, force: true })
})

const saved = (name: string): Saved => {
  const run = runs.get(name)
  if (!run) throw new Error(`no run is called ${name}`)
  return run
}

// What a terminal acts on, a reader is deceived by, or a parser refuses; JSON names the first kind and keeps the second.
const DANGEROUS = /(?![\t\n\r\u007f-\u009f])\p{Cc}/u
const DECEIVING = /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const LEAKS = /\bundefined\b|\bNaN\b|\bInfinity\b|\[object/

describe.each(FORMAT_NAMES)('the format %s', (format) => {
  describe.each(SAVED_RUNS)('of %s', (name) => {
    test('is text without control characters, lone surrogates or slips of a template', async () => {
      const { dir, result } = saved(name)
      const text = await renderText(dir, result, format, FILE_STYLE)
      expect(text).not.toMatch(DANGEROUS)
      if (format !== 'json') expect(text).not.toMatch(DECEIVING)
      expect(Buffer.from(text).toString()).toBe(text)
      expect(text).not.toMatch(LEAKS)
      expect(text.endsWith('\n')).toBe(true)
    })
  })

  test('says the same of the same run every time', async () => {
    const { dir, result } = saved('a run that failed')
    const first = await renderText(dir, result, format, FILE_STYLE)
    expect(await renderText(dir, result, format, FILE_STYLE)).toBe(first)
  })
})

test.each(['html', 'junit', 'markdown'] as const)('no name becomes mark-up in %s', async (format) => {
  const { dir, result } = saved('a run of hostile names')
  const text = await renderText(dir, result, format, FILE_STYLE)
  expect(text).not.toContain('<script')
  expect(text).toContain('script')
})

test.each(['terminal', 'html', 'markdown'] as const)('a rehearsal is called one in %s', async (format) => {
  const { dir, result } = saved('a run that passed')
  expect(await renderText(dir, result, format, FILE_STYLE)).toMatch(
    /Rehearsal\..*prove the\s+test, not the\s+platform/s,
  )
})

test('each format has a file of its own', () => {
  const files = FORMAT_NAMES.map((name) => FORMATS[name].file)
  expect(new Set(files).size).toBe(FORMAT_NAMES.length)
  expect(FILE_FORMATS.map((name) => FORMATS[name].file)).toEqual([
    'result.json',
    'report.html',
    'junit.xml',
    'report.md',
    'report.csv',
    'histograms.hlog',
  ])
})

test.each([
  ['html', true],
  ['toString', false],
  ['pdf', false],
])('%s is a format: %s', (name, expected) => expect(isFormat(name)).toBe(expected))
