import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'

const made: string[] = []
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true })
})

/** A folder that is gone when the test is over. */
export const temporaryFolder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'tatami-load-e2e-'))
  made.push(dir)
  return dir
}

/** Where a run can go: a folder that is not there yet. */
export const runFolder = (): string => join(temporaryFolder(), 'run')
