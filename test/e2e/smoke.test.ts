import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'vitest'
import { STEPS } from '../../src/scenarios/index.js'
import { cli, resultIn } from './cli-process.js'
import { runFolder } from './run-folder.js'

// Both at once: most of a walk is its people's pauses.
it.concurrent('smoke walks every step once, within 30 s, and leaves JUnit behind', async ({ expect }) => {
  const dir = runFolder()
  const { code, stderr } = await cli(['smoke', '--out', dir])
  const result = resultIn(dir)
  expect(code, stderr).toBe(0)
  expect(result.steps.map(({ name }) => name).toSorted()).toEqual(STEPS.map(({ name }) => name).toSorted())
  expect(result.requests.failed).toBe(0)
  // From the first login to the last log-out, since nobody stays for a hold.
  expect(result.verdict.slos[0]?.samples).toBe(result.requests.sent)
  expect(readFileSync(join(dir, 'junit.xml'), 'utf8')).toContain('errors = 0')
})

it.concurrent('smoke of an event profile takes its target and accounts, not its users', async ({ expect }) => {
  const dir = runFolder()
  const { code } = await cli(['smoke', 'fixtures/profiles/busy.yaml', '--out', dir])
  expect([code, resultIn(dir).users.planned, resultIn(dir).profile]).toEqual([0, 5, 'busy-smoke'])
})
