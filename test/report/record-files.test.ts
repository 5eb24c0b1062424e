import { execFileSync } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordFiles } from '../../src/report/record-files.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { saveCutRun, savePassedRun } from './saved-runs.js'

test('the files of a run are known by the hashes that sha256sum tells', async () => {
  const dir = join(temporaryFolder(), 'run')
  savePassedRun(dir)
  const files = await recordFiles(dir)
  expect(files.map(({ file }) => file)).toEqual(expect.arrayContaining(['run.json', 'seconds.jsonl', 'end.json']))
  for (const { file, bytes, sha256 } of files) {
    expect(execFileSync('sha256sum', [join(dir, file)], { encoding: 'utf8' }).slice(0, 64)).toBe(sha256)
    expect(bytes).toBe(statSync(join(dir, file)).size)
  }
})

test('what is missing or was not written to the end has no hash', async () => {
  const dir = join(temporaryFolder(), 'run')
  saveCutRun(dir)
  expect((await recordFiles(dir)).map(({ file }) => file)).not.toContain('end.json')
  const unwritten = new Map([['seconds.jsonl', Buffer.from('rest')]])
  expect((await recordFiles(dir, unwritten)).map(({ file }) => file)).not.toContain('seconds.jsonl')
  rmSync(dir, { recursive: true })
  expect(await recordFiles(dir)).toEqual([])
})
