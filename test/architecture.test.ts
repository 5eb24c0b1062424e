import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

// Data flows one way: a folder imports only from folders before it.
const ORDER = [
  'language',
  'base',
  'tatami',
  'profile',
  'schedule',
  'http',
  'metrics',
  'scenarios',
  'engine',
  'tiers',
  'fleet',
  'verdict',
  'servers',
  'rehearsal',
  'preflight',
  'accounts',
  'live',
  'report',
  'run',
  'calibrate',
  'capacity',
  'compare',
  'cli',
]
const SRC = resolve(import.meta.dirname, '../src')
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

const importsOf = (file: string): readonly string[] => {
  const text = readFileSync(join(SRC, file), 'utf8')
  const named = [...text.matchAll(/(?:from|import\(?)\s*'(\.[^']+)'/g)].map(([, path]) => path ?? '')
  return named.map((path) => relative(SRC, resolve(SRC, dirname(file), path)))
}

const folderOf = (file: string): string => file.split('/')[0] ?? ''

describe('architecture', () => {
  it('knows every folder of src', () => {
    const folders = new Set(files.map(folderOf))
    expect([...folders].filter((folder) => !ORDER.includes(folder))).toEqual([])
  })

  it('imports only from folders that come before', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !target.startsWith('..') && ORDER.indexOf(folderOf(target)) > ORDER.indexOf(folderOf(file)))
        .map((target) => `${file} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('prints and exits only in the command line and in the processes that a run starts', () => {
    const loud = files.filter(
      (file) =>
        !file.startsWith('cli/') &&
        !file.endsWith('-process.ts') &&
        /\bconsole\.|process\.exit\(|process\.exitCode|process\.stdout/.test(readFileSync(join(SRC, file), 'utf8')),
    )
    expect(loud).toEqual([])
  })
})
