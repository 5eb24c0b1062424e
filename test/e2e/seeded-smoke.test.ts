import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { STEPS } from '../../src/scenarios/index.js'
import { cli, resultIn, start } from './cli-process.js'
import { temporaryFolder } from './run-folder.js'

// A company of its own, of whose people, posts and groups the platform knows nothing.
const SEED = ['--users', '5', '--pattern', 'clerk{n}@shop.example', '--followers-mean', '2', '--rate', '500', '--quiet']

it('smoke walks every step on a platform that was seeded from nothing', async () => {
  const rehearsal = start(['rehearsal', '--plain'])
  onTestFinished(async () => {
    rehearsal.child.kill('SIGTERM')
    await rehearsal.ended
  })
  const url = /front +(\S+)/.exec(await rehearsal.said('Ctrl-C ends it'))?.[1] ?? ''
  const dir = temporaryFolder()
  const accounts = ['--target', url, '--accounts', join(dir, 'accounts.csv')]
  const seeded = await cli(['seed', ...accounts, ...SEED])
  expect([seeded.code, seeded.stdout], seeded.stderr).toEqual([0, expect.stringContaining('groups    5 made, 0 found')])
  const smoke = await cli(['smoke', ...accounts, '--out', join(dir, 'run')])
  const result = resultIn(join(dir, 'run'))
  expect(smoke.code, smoke.stderr).toBe(0)
  expect(result.steps.map(({ name }) => name).toSorted()).toEqual(STEPS.map(({ name }) => name).toSorted())
  expect(result.warnings.map(({ code }) => code)).not.toContain('steps-missing')
})
