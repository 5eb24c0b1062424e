import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const SCRIPT = fileURLToPath(new URL('./few-descriptors.mjs', import.meta.url))

test('out of descriptors a request fails as local, and the process goes on', async () => {
  const command = `ulimit -n 64 && exec "${process.execPath}" "${SCRIPT}"`
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { timeout: 20_000 })
  const outcomes: unknown = JSON.parse(stdout)
  expect(outcomes).toContain('local')
  expect(outcomes).toHaveProperty('100', 'ok')
})
