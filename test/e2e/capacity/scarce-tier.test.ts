import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { CapacityResult } from '../../../src/capacity/capacity-result.js'
import type { RunMeta } from '../../../src/metrics/run-record.js'
import { sceneOf } from '../../capacity/rehearsal-scene.js'
import { trueCapacity } from '../../capacity/simulation/true-capacity.js'
import { cli, start } from '../cli-process.js'
import { runFolder, temporaryFolder } from '../run-folder.js'

const BOUND = 200
const MOST_USERS = 5_000

const profileOf = (scarce: string, nodes: number): string => {
  const file = join(temporaryFolder(), 'scarce.yaml')
  const rehearsal = { jetty: 1, cassandra: nodes, elasticsearch: 1, plain: true, warmCaches: true, scarce: [scarce] }
  writeFileSync(file, JSON.stringify({ rehearsal, seed: 1 }))
  return file
}

const capacityIn = (dir: string): CapacityResult =>
  JSON.parse(readFileSync(join(dir, 'capacity.json'), 'utf8')) as CapacityResult
const metaIn = (dir: string): RunMeta => JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8')) as RunMeta

const running = new Set<ReturnType<typeof start>>()
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await Promise.all([...running].map(({ ended }) => ended))
  running.clear()
})

// On two cores that nothing else uses; where other work takes them the generator is late, and the search says so.
test('a scarce Cassandra is named, and its limit is that of a simulation of its queues', async () => {
  const dir = runFolder()
  const args = ['--max-users', String(MOST_USERS), '--slo', `timeline.p99 < ${BOUND}ms`, '--out', dir]
  const search = start(['capacity', profileOf('cassandra=1x5ms', 1), ...args])
  running.add(search)
  const { code, stdout, stderr } = await search.ended
  expect({ code, stderr }).toMatchObject({ code: 1 })
  const { limit, end, verdict, runs, analysis } = capacityIn(dir)
  expect(end).toBe('resolved')
  expect(verdict.answer).toMatch(
    /^holds [\d,]+ of the 160,000 users asked for, and not [\d,]+; cassandra gives way first/,
  )
  expect(analysis?.tiers[0]?.tier).toBe('cassandra')
  const slo = { kind: 'timeline/poll', share: 0.99, belowSec: BOUND / 1_000 }
  const simulated = trueCapacity(sceneOf(metaIn(dir).profile), slo, 1_000)
  expect(Math.abs((limit.held ?? 0) / simulated - 1), `held ${limit.held}, simulated ${simulated}`).toBeLessThan(0.1)
  expect(runs[0]?.durationUs).toBeLessThan(15 * 60e6)
  expect(stdout).toContain('cassandra')
  const again = await cli(['report', dir, '--format', 'terminal'])
  expect(again.stdout.split('\n')[0]).toBe(stdout.split('\n')[0])
})
