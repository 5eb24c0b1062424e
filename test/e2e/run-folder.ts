import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []
afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true })
})

/** A folder that is gone when all tests of the file are over, so they may share a run, or run at once. */
export const temporaryFolder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'tatami-load-e2e-'))
  made.push(dir)
  return dir
}

/** Where a run can go: a folder that is not there yet. */
export const runFolder = (): string => join(temporaryFolder(), 'run')
