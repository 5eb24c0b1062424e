import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { programOf } from '../../src/cli/program.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { saveHostileRun, savePassedRun } from '../report/saved-runs.js'
import { contextIn } from './contexts.js'

const said = async (words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<unknown> => {
  const program = await programOf({ ...contextIn('.'), argv: words, env })
  return program.parseAsync(words, { from: 'user' })
}

const runIn = (save: (dir: string) => void): string => {
  const dir = join(temporaryFolder(), 'run')
  save(dir)
  return dir
}

const frenchRun = (): string => {
  const dir = runIn(savePassedRun)
  const meta = join(dir, 'run.json')
  const record = JSON.parse(readFileSync(meta, 'utf8')) as { profile: object }
  writeFileSync(meta, JSON.stringify({ ...record, profile: { ...record.profile, language: 'fr' } }))
  return dir
}

test.each([
  [['report', '.', '--lang', 'de'], {}, '--lang: de: write en or fr'],
  [['report', '.'], { TATAMI_LOAD_LANG: 'FR' }, 'TATAMI_LOAD_LANG: FR: write en or fr'],
  [['compare', '.', '.', '--lang', ''], {}, 'RUN_DIR'],
  [['compare', '.', '.', '--lang', 'french'], {}, '--lang: french: write en or fr'],
  [['capacity', '--from', '.', '--lang', 'de'], {}, '--lang: de: write en or fr'],
  [['run', '--lang', 'de', '--out', '/nowhere'], {}, '--lang: de: write en or fr'],
])('%j is told what may be written', async (words, env, problem) => {
  const error: unknown = await said(words, env).then(
    () => 'none',
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(UsageError)
  expect(String(error)).toContain(problem)
})

test('people read the language that they asked for, programs what they always read', async () => {
  const dir = runIn(savePassedRun)
  const read = (name: string): string => readFileSync(join(dir, name), 'utf8')
  await said(['report', dir])
  const [json, csv, junit] = [read('result.json'), read('report.csv'), read('junit.xml')]
  expect(read('report.html')).toContain('<html lang="en">')
  await said(['report', dir, '--lang', 'fr'])
  expect(read('report.html')).toContain('<html lang="fr">')
  expect(read('report.html')).toContain('2\u202f000 utilisateurs')
  expect(read('report.md')).toContain('Test de charge\u00a0: Invalide')
  expect([read('result.json'), read('report.csv'), read('junit.xml')]).toEqual([json, csv, junit])
})

test('a run is reported again in its own language unless another is asked for', async () => {
  const dir = frenchRun()
  const language = async (...flags: readonly string[]): Promise<string | undefined> => {
    await said(['report', dir, '--format', 'html', ...flags])
    return /<html lang="(..)">/.exec(readFileSync(join(dir, 'report.html'), 'utf8'))?.[1]
  }
  expect([await language(), await language('--lang', 'en')]).toEqual(['fr', 'en'])
})

test('what is made of runs is in the language of the first unless another is asked for', async () => {
  const dirs = [frenchRun(), runIn(savePassedRun)]
  const told = async (...words: readonly string[]): Promise<string> => {
    const texts: string[] = []
    const context = contextIn('.')
    const output = { ...context.output, out: (text: string) => void texts.push(text) }
    const program = await programOf({ ...context, output, argv: words })
    await program.parseAsync(words, { from: 'user' })
    return texts.join('')
  }
  for (const command of [
    ['compare', ...dirs],
    ['capacity', '--from', ...dirs],
  ]) {
    expect(await told(...command)).toMatch(/utilisateurs|Tests|tirs/)
    expect(await told(...command, '--lang', 'en')).not.toMatch(/utilisateurs|Tests|tirs/)
  }
})

test('what users named is escaped in French, too', async () => {
  const dir = runIn(saveHostileRun)
  await said(['report', dir, '--format', 'html', '--lang', 'fr'])
  const page = readFileSync(join(dir, 'report.html'), 'utf8')
  expect(page).not.toContain('<script')
  expect(XMLValidator.validate(page.replace('<!DOCTYPE html>\n', ''))).toBe(true)
})
