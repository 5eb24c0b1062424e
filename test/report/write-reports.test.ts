import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { RunWriter } from '../../src/metrics/run-writer.js'
import { buildResult } from '../../src/report/build-result.js'
import { FILE_FORMATS, type FormatName } from '../../src/report/index.js'
import { rewriteReports, writeReports } from '../../src/report/write-reports.js'
import { runEnd, runMeta, temporaryFolder } from '../metrics/stored-runs.js'
import { result } from './results.js'

const savedRun = (): string => {
  const dir = join(temporaryFolder(), 'run')
  const writer = new RunWriter(dir, runMeta())
  writer.seconds([{ second: 0, users: 1, steps: [{ step: 0, ok: 1, response: [100, 1] }] }])
  writer.end(runEnd())
  return dir
}

const resultOf = (dir: string) => buildResult(dir, { strict: false })
const rendered = async (dir: string, formats: readonly FormatName[]): Promise<readonly string[]> =>
  rewriteReports(dir, await resultOf(dir), formats)

test('a run is rendered into its folder, each format in its file and nothing half done beside', async () => {
  const dir = savedRun()
  const files = await rendered(dir, FILE_FORMATS)
  const names = ['result.json', 'report.html', 'junit.xml', 'report.md', 'report.csv', 'histograms.hlog']
  expect(files).toEqual(names.map((name) => join(dir, name)))
  expect(readdirSync(dir)).toEqual(expect.arrayContaining(names))
  expect(readdirSync(dir).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('rendered again it says the same, from the folder alone', async () => {
  const dir = savedRun()
  const texts = async (): Promise<string[]> => {
    const files = await rendered(dir, FILE_FORMATS)
    return files.map((file) => readFileSync(file, 'utf8'))
  }
  expect(await texts()).toEqual(await texts())
})

test('a format asked for twice is written once', async () => {
  const dir = savedRun()
  expect(await rendered(dir, ['json', 'json'])).toHaveLength(1)
})

test('reports that are there already are made again, so that all agree; where none is asked for all stay', async () => {
  const dir = savedRun()
  writeFileSync(join(dir, 'report.md'), 'of another day')
  await rendered(dir, [])
  expect(readFileSync(join(dir, 'report.md'), 'utf8')).toBe('of another day')
  const files = await rendered(dir, ['json'])
  expect(files).toEqual(['result.json', 'report.md'].map((name) => join(dir, name)))
  expect(readFileSync(join(dir, 'report.md'), 'utf8')).toContain('Load test')
})

test('result.json is the result', async () => {
  const dir = savedRun()
  await rendered(dir, ['json'])
  expect(JSON.parse(readFileSync(join(dir, 'result.json'), 'utf8'))).toEqual(await resultOf(dir))
})

test('a file that cannot be written is a usage error that names it, and leaves nothing half done; others are written', async () => {
  const dir = savedRun()
  mkdirSync(join(dir, 'report.md', 'in-the-way'), { recursive: true })
  const writing = writeReports(dir, result(), ['markdown', 'json'])
  await expect(writing).rejects.toThrow(UsageError)
  await expect(writing).rejects.toThrow(/^RUN_DIR: .*: make it writable; report\.md could not be written \(E/)
  expect(readdirSync(dir)).not.toContain('report.md.tmp')
  expect(readdirSync(dir)).toContain('result.json')
})
