import { execFileSync } from 'node:child_process'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Unwritten } from '../../src/metrics/run-files.js'
import { foldSeconds, readRun } from '../../src/metrics/run-reader.js'
import { type RecordFile, RecordHashes } from '../../src/report/record-files.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { saveCutRun, savePassedRun } from './saved-runs.js'

const recordFiles = async (dir: string, unwritten?: Unwritten): Promise<readonly RecordFile[]> => {
  const hashes = new RecordHashes()
  await readRun(dir, unwritten, hashes.see)
  await foldSeconds(dir, () => undefined, unwritten, hashes.see)
  return hashes.files(unwritten)
}

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

test('a file that is empty has a hash as well', async () => {
  const dir = join(temporaryFolder(), 'run')
  savePassedRun(dir)
  writeFileSync(join(dir, 'events.jsonl'), '')
  const empty = (await recordFiles(dir)).find(({ file }) => file === 'events.jsonl')
  expect(empty).toMatchObject({ bytes: 0, sha256: expect.stringMatching(/^e3b0c442/) })
})

test('what is missing or was not written to the end has no hash', async () => {
  const dir = join(temporaryFolder(), 'run')
  saveCutRun(dir)
  expect((await recordFiles(dir)).map(({ file }) => file)).not.toContain('end.json')
  const unwritten = new Map([['seconds.jsonl', Buffer.from('rest')]])
  expect((await recordFiles(dir, unwritten)).map(({ file }) => file)).not.toContain('seconds.jsonl')
  rmSync(join(dir, 'seconds.jsonl'))
  expect((await recordFiles(dir)).map(({ file }) => file)).not.toContain('seconds.jsonl')
})
