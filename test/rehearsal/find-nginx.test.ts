import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findNginx, isAtLeast } from '../../src/rehearsal/find-nginx.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatami-load-find-nginx-'))
  writeFileSync(join(folder, 'nginx'), '#!/bin/sh\necho "nginx version: nginx/1.27.3 (Ubuntu)" >&2\n', { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('findNginx', () => {
  it('takes the first one on the search path and asks it for its version', async () => {
    expect(await findNginx(`/nowhere:${folder}`, [])).toEqual({ path: join(folder, 'nginx'), version: '1.27.3' })
  })

  it('looks into the usual folders when the search path has none', async () => {
    expect(await findNginx('', [folder])).toMatchObject({ version: '1.27.3' })
  })

  it('finds none where none is', async () => {
    expect(await findNginx('/nowhere', [])).toBeUndefined()
  })
})

describe('isAtLeast', () => {
  it.each([
    ['1.22.1', '1.19.10', true],
    ['1.19.10', '1.19.10', true],
    ['1.19.9', '1.19.10', false],
    ['2.0', '1.19.10', true],
    ['1.19', '1.19.10', false],
  ])('%s is at least %s: %s', (version, wanted, expected) => {
    expect(isAtLeast(version, wanted)).toBe(expected)
  })
})
