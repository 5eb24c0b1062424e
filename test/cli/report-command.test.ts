import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import type { CommandContext } from '../../src/cli/context.js'
import { programOf } from '../../src/cli/program.js'
import { findChromium } from '../../src/report/pdf/find-chromium.js'
import { saveSearch } from '../capacity/saved-search.js'
import { simulateSearch } from '../capacity/simulated-search.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { savePassedRun } from '../report/saved-runs.js'
import { contextIn } from './contexts.js'

const said = async (words: readonly string[], more: Partial<CommandContext> = {}): Promise<unknown> => {
  const program = await programOf({ ...contextIn('.'), argv: words, ...more })
  return program.parseAsync(words, { from: 'user' })
}

const problemsOf = (words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> =>
  said(words, { env }).then(
    () => 'none',
    (error: unknown) => (error instanceof UsageError ? error.message : String(error)),
  )

test.each(['report', 'run'])(
  '%s --format pdf without a Chromium says what to install, and does nothing',
  async (command) => {
    const dir = join(temporaryFolder(), 'run')
    const words = command === 'report' ? [dir] : ['--out', dir, '--users', '1']
    expect(await problemsOf([command, ...words, '--format', 'pdf'], { PATH: '/nowhere' })).toMatch(
      /^--format: pdf: install Chromium or Google Chrome/,
    )
    expect(existsSync(dir)).toBe(false)
  },
)

test('a PDF is no text for standard output', async () =>
  expect(await problemsOf(['report', '.', '--format', 'pdf', '--stdout'])).toMatch(/^--stdout: pdf: leave it out/))

test('a format that there is not is told with those that there are', async () =>
  expect(await problemsOf(['report', '.', '--format', 'doc'])).toMatch(/write one of terminal, .*, pdf$/))

const search = (): string => saveSearch(simulateSearch({ fullAtUsers: 600, serviceUs: 10_000 }))
const reportsIn = (dir: string): readonly string[] =>
  readdirSync(dir)
    .filter((name) => name.startsWith('capacity.'))
    .toSorted()

test.each([
  [['--format', 'terminal'], []],
  [['--format', 'markdown'], ['capacity.md']],
  [
    ['--format', 'json', 'html'],
    ['capacity.html', 'capacity.json'],
  ],
  [[], ['capacity.html', 'capacity.json', 'capacity.md']],
])('of a search `report %j` writes only what was asked for', async (flags, files) => {
  const dir = search()
  await said(['report', dir, ...flags])
  expect(reportsIn(dir)).toEqual(files)
})

test('of a search the files that are there already are written again, so that all of them agree', async () => {
  const dir = search()
  await said(['report', dir, '--format', 'html'])
  await said(['report', dir, '--format', 'terminal', '--lang', 'fr'])
  expect(readFileSync(join(dir, 'capacity.html'), 'utf8')).toContain('<html lang="en">')
  await said(['report', dir, '--format', 'markdown', '--lang', 'fr'])
  expect(readFileSync(join(dir, 'capacity.html'), 'utf8')).toContain('<html lang="fr">')
  expect(reportsIn(dir)).toEqual(['capacity.html', 'capacity.md'])
})

test('a format that a search does not have is told with those that it has', async () =>
  expect(await problemsOf(['report', search(), '--format', 'junit'])).toMatch(
    /^--format: junit: a search for the capacity has terminal, json, markdown, html and pdf/,
  ))

test('capacity --from writes a PDF into the folder that it is given, and wants one', async () =>
  expect(await problemsOf(['capacity', '--from', '.', '--format', 'pdf'])).toMatch(
    /^--format: pdf: name the folder that it goes into with --out/,
  ))

test('a file that cannot be written keeps no figure from being shown, and the exit code says that output is lost', async () => {
  const dir = join(temporaryFolder(), 'run')
  savePassedRun(dir)
  mkdirSync(join(dir, 'report.md', 'in-the-way'), { recursive: true })
  const told = { out: '', err: '', codes: [] as number[] }
  const output: CommandContext['output'] = {
    ...contextIn('.').output,
    out: (text) => {
      told.out += text
    },
    err: (text) => {
      told.err += text
    },
  }
  await said(['report', dir], { output, setExitCode: (code) => told.codes.push(code) })
  expect(told.codes).toEqual([70])
  expect(told.out).toMatch(/^Generator$[\s\S]*schedule lag p50/m)
  expect(told.err).toMatch(/^error: RUN_DIR: .*: make it writable; report\.md could not be written \(E[^\n]*\n$/)
  expect(existsSync(join(dir, 'report.html'))).toBe(true)
})

const path = process.env['PATH'] ?? ''
test.skipIf(findChromium(path) === undefined)(
  'report --format pdf prints into the folder of the run',
  { timeout: 90_000 },
  async () => {
    const dir = join(temporaryFolder(), 'run')
    savePassedRun(dir)
    await said(['report', dir, '--format', 'pdf'], { env: { PATH: path } })
    expect(existsSync(join(dir, 'report.pdf'))).toBe(true)
    const searched = search()
    await said(['report', searched, '--format', 'pdf'], { env: { PATH: path } })
    expect(reportsIn(searched)).toEqual(['capacity.pdf'])
  },
)
