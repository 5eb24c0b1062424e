import { expect, test } from 'vitest'
import { csvReport } from '../../src/report/csv-report.js'
import { FILE_STYLE } from '../../src/report/renderer.js'
import type { Result } from '../../src/report/result.js'
import { result, step } from './results.js'
import { HOSTILE } from './saved-runs.js'

/** RFC 4180: a field is quoted, with quotes doubled, or holds neither comma nor quote. */
const rowsOf = (of: Result): string[][] => {
  const text = csvReport.needs === 'result' ? csvReport.render(of, FILE_STYLE) : ''
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    )
}

test('each line holds one figure under the same seven heads', () => {
  const rows = rowsOf(result({ steps: [step({ name: HOSTILE })] }))
  expect(rows[0]).toEqual(['kind', 'name', 'tier', 'series', 'statistic', 'value', 'unit'])
  for (const row of rows) expect(row).toHaveLength(7)
})

test('steps, scenarios, tiers and connections are in it with their percentiles', () => {
  const rows = rowsOf(result()).map((row) => row.join(' '))
  expect(rows).toContain('step timeline/poll  response p99 48000 us')
  expect(rows).toContain('step timeline/poll jetty exclusive p50 9000 us')
  expect(rows).toContain('scenario timeline  response count 100 samples')
  expect(rows).toContain('tier  jetty source coverage 1 ratio')
  expect(rows).toContain('connection full_handshake  opened peak_per_second 8 connections')
  expect(rows).toContain('connection resumed_handshake  duration p99 4500 us')
})

test.each(['=1+1', '+1', '-1', '@x'])('the name %s is no formula', (name) => {
  const rows = rowsOf(result({ steps: [step({ name })] }))
  expect(rows[1]?.[1]).toBe(`'${name}`)
})
