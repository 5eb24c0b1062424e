import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { policyOf, scheduleInBatches } from '../../src/fleet/batch-scheduling.js'

const SCHED_BATCH = 3
const SCHED_IDLE = 5
const hasChrt = process.platform === 'linux' && spawnSync('chrt', ['-V']).status === 0
const children: ChildProcess[] = []

const sleeper = async (command: string, ...args: string[]): Promise<number> => {
  const child = spawn(command, args, { stdio: 'ignore' })
  children.push(child)
  await once(child, 'spawn')
  return child.pid ?? -1
}

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
})

describe.skipIf(!hasChrt)('scheduleInBatches', () => {
  it('changes the policy of a process that has the usual one', async () => {
    const pid = await sleeper('sleep', '60')
    expect(scheduleInBatches(pid)).toBe(true)
    expect(policyOf(pid)).toBe(SCHED_BATCH)
  })

  it('leaves a policy that somebody chose', async () => {
    const pid = await sleeper('sleep', '60')
    spawnSync('chrt', ['-i', '-p', '0', String(pid)])
    expect(scheduleInBatches(pid)).toBe(false)
    expect(policyOf(pid)).toBe(SCHED_IDLE)
  })

  it('changes nothing where there is no such process', () => expect(scheduleInBatches(2 ** 22 + 1)).toBe(false))
})
