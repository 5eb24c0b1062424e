import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Running, resultIn, start } from './cli-process.js'
import { runFolder, temporaryFolder } from './run-folder.js'

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

const BUSY = 'fixtures/profiles/busy.yaml'

const startRun = (profile: string, dir: string, more: readonly string[], openFiles?: number): Running => {
  const args = ['run', profile, '--ramp', '2s', '--ramp-down', '1s', '--out', dir, ...more]
  const run = start(args, openFiles === undefined ? {} : { openFiles })
  started.push(run.child)
  return run
}

const resultOf = async (run: Running, dir: string) => {
  const { code, stderr } = await run.ended
  const { verdict, generator } = resultIn(dir)
  return { outcome: [code, verdict.status], stderr, why: verdict.reasons.join('\n'), generator }
}

/** A process that does nothing but work for a while. */
const startHog = (ms: number): void => {
  started.push(spawn(process.execPath, ['-e', `for (const end = Date.now() + ${ms}; Date.now() < end; );`]))
}

/** A profile of busy people who also run a module that holds its process up, some once a second in all. */
const profileThatSpins = (ms: number): string => {
  const dir = temporaryFolder()
  writeFileSync(join(dir, 'spin.mjs'), moduleThatSpins(ms))
  const profile = join(dir, 'spin.yaml')
  writeFileSync(profile, `${readFileSync(BUSY, 'utf8')}scenarios: [spin.mjs]\n`)
  return profile
}

const moduleThatSpins = (ms: number): string => `export default {
  name: 'spin',
  perUserHour: 60,
  steps: { 'spin/mentions': 'json-array' },
  *run(user, kit) {
    yield* kit.get('spin/mentions', '/tatami/rest/mentions')
    for (const end = Date.now() + ${ms}; Date.now() < end; );
  },
}
`

// Other work on this machine may add to the cause that a test brings about, and is then named in its place.
const MACHINE = 'all cores of this machine were busy|took away'
const INVALID = [4, 'invalid']

describe('a generator that is starved', () => {
  it('of cores calls its run invalid, and tells at once that it is late', async () => {
    const dir = runFolder()
    const run = startRun(BUSY, dir, ['--hold', '7s', '--verbose'])
    setPriority(run.child.pid ?? -1, constants.priority.PRIORITY_LOW)
    await run.said(/^hold .*left/m)
    // Less than the hold: it has to come back while there is still something to say.
    for (let i = 0; i < 4 * availableParallelism(); i++) startHog(4_000)
    await run.said(/^the generator was late .*\n(.*\n)*.* left/m)
    const { outcome, stderr, why, generator } = await resultOf(run, dir)
    expect(outcome, why).toEqual(INVALID)
    expect(why).toMatch(new RegExp(`the generator was late: .*(${MACHINE})`))
    expect(stderr.match(/the generator was late/g)).toHaveLength(1)
    expect(generator.health.late.seconds).toBeGreaterThan(0)
    expect(generator.health.machine.cpu?.worst).toBeGreaterThan(0.9)
  })

  it('by a scenario module that holds its process up calls its run invalid', async () => {
    const dir = runFolder()
    const run = startRun(profileThatSpins(400), dir, ['--hold', '4s', '--shards', '1'])
    const { outcome, why, generator } = await resultOf(run, dir)
    expect(outcome, why).toEqual(INVALID)
    expect(why).toMatch(new RegExp(`the generator was late: .*(stood still|used a core of its own up|${MACHINE})`))
    const shard = generator.health.shards.find((one) => one.shard === 0)
    expect(shard?.loop?.longestDelayUs).toBeGreaterThan(300_000)
  })

  it('of descriptors calls its run invalid, and says nothing before the report when it is to be quiet', async () => {
    const stack = start(['rehearsal', '--plain', '--users', '300'])
    started.push(stack.child)
    const url = /http:\/\/\S+:\d+/.exec(await stack.said('Ctrl-C'))?.[0] ?? ''
    const dir = runFolder()
    const more = ['--target', url, '--users', '300', '--hold', '3s', '--shards', '1', '--force', '--quiet']
    const { outcome, why, stderr } = await resultOf(startRun(BUSY, dir, more, 256), dir)
    expect(outcome, why).toEqual(INVALID)
    expect(why).toMatch(/could not send [\d,]+ of [\d,]+ due requests: this machine ran out of open files/)
    expect(stderr).toBe('')
    // What would have been told at once, were it not to be quiet.
    const events = readFileSync(join(dir, 'events.jsonl'), 'utf8')
    expect(events.match(/the generator could not send \d+ of [\d,]+ requests that were due/g)).toHaveLength(1)
  })
})
