import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, unmakeFolders } from '../../src/metrics/make-folder.js'
import { temporaryFolder } from './stored-runs.js'

test('folders that were made go again as long as they are empty, those that were there stay', () => {
  const here = temporaryFolder()
  mkdirSync(join(here, 'mine'))
  const made = makeFolder(join(here, 'mine/runs/one'))
  expect(made).toEqual([join(here, 'mine/runs'), join(here, 'mine/runs/one')])
  unmakeFolders(made)
  expect([existsSync(join(here, 'mine/runs')), existsSync(join(here, 'mine'))]).toEqual([false, true])
})

test('a folder that holds something stays, and those around it', () => {
  const here = temporaryFolder()
  const made = makeFolder(join(here, 'runs/one'))
  mkdirSync(join(here, 'runs/another'))
  unmakeFolders(made)
  expect([existsSync(join(here, 'runs/one')), existsSync(join(here, 'runs/another'))]).toEqual([false, true])
})

test('what cannot be made whole is not made at all', () => {
  const here = temporaryFolder()
  expect(() => makeFolder(join(here, 'runs', 'x'.repeat(300)))).toThrow('ENAMETOOLONG')
  expect(existsSync(join(here, 'runs'))).toBe(false)
})

test('a folder that is there already is not made', () => {
  const here = temporaryFolder()
  writeFileSync(join(here, 'file'), '')
  expect(makeFolder(here)).toEqual([])
})
