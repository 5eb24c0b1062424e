import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { calibrationsSchema } from '../../src/preflight/calibration.js'
import { cli, resultIn, start } from './cli-process.js'
import { eventually } from './eventually.js'
import { familyOf, foldersOf, isAlive } from './processes.js'
import { temporaryFolder } from './run-folder.js'

const stateIn = (folder: string) => ({ env: { XDG_STATE_HOME: folder } })
const fileIn = (folder: string): string => join(folder, 'tatami-load', 'calibration.json')
const kept = (folder: string) => calibrationsSchema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))

/** A rehearsal's plain front, standing for somebody's platform. */
const platform = async (): Promise<string> => {
  const rehearsal = start(['rehearsal', '--plain'])
  onTestFinished(async () => {
    rehearsal.child.kill('SIGTERM')
    await rehearsal.ended
  })
  return /front +(\S+)/.exec(await rehearsal.said('Ctrl-C ends it'))?.[1] ?? ''
}

describe('calibrate', () => {
  it('keeps what engine and witness make, so that a run against a platform says its headroom', async () => {
    const state = temporaryFolder()
    const { code, stdout, stderr } = await cli(['calibrate', '--duration', '1s'], stateIn(state))
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^tatami-load +[\d,]{3,} [\s\S]*^autocannon +[\d,]{3,} [\s\S]*users at event-day rates/m)
    const { plain, tls } = kept(state)
    expect([plain?.engine.length, plain?.witness.length, tls]).toEqual([3, 3, undefined])
    for (const { perSec, clientCpuUs, failed } of [...(plain?.engine ?? []), ...(plain?.witness ?? [])]) {
      expect(perSec).toBeGreaterThan(100)
      expect(clientCpuUs).toBeGreaterThan(1)
      expect(failed).toBe(0)
    }

    const url = await platform()
    const target = ['--target', url, '--users', '5', '--ramp', '1s', '--hold', '2s', '--ramp-down', '1s']
    // The same machine, had it been slower than five people ask of it.
    const slowState = temporaryFolder()
    const slow = plain && { ...plain, engine: plain.engine.map((round) => ({ ...round, perSec: 0.1 })) }
    mkdirSync(dirname(fileIn(slowState)))
    writeFileSync(fileIn(slowState), JSON.stringify({ ...kept(state), plain: slow }))
    const [planned, roomy] = await Promise.all([
      cli(['plan', ...target], stateIn(state)),
      cli(['run', ...target, '--out', join(state, 'run')], stateIn(state)),
      cli(['run', ...target, '--out', join(slowState, 'run')], stateIn(slowState)),
    ])
    expect(planned.stdout).toMatch(/^headroom +this machine made [\d,]+\/s without TLS .*\n? .*: [\d.,]+ times/m)
    expect(roomy.stderr).toMatch(/^headroom +this machine made /m)
    expect(codesIn(join(state, 'run'))).not.toContain('headroom-short')
    expect(codesIn(join(slowState, 'run'))).toContain('headroom-short')
  })

  it('measures over TLS, and prints what it cannot keep', async () => {
    const state = join(temporaryFolder(), 'file')
    writeFileSync(state, '')
    const { code, stdout, stderr } = await cli(['calibrate', '--tls', '-d', '1s', '--shards', '1'], stateIn(state))
    expect([code, stderr]).toEqual([0, expect.stringMatching(/warning: .*calibration\.json writable.*\(E\w+/)])
    expect(stdout).toMatch(/over TLS: 1 process of/)
  })

  it.each([
    ['SIGINT', 130, 'shard-process'],
    ['SIGINT', 130, 'witness-process'],
    ['SIGKILL', null, 'witness-process'],
  ] as const)('leaves nothing behind after %s (exit code %s) while a %s is at work', async (signal, code, client) => {
    const state = temporaryFolder()
    const running = start(['calibrate', '--duration', '1s'], stateIn(state))
    const family = () => familyOf(running.child.pid ?? -1)
    await eventually(`the start of a ${client}`, 30_000, () => family().some(({ command }) => command.includes(client)))
    const all = family()
    const folders = foldersOf(all)
    expect(folders.filter((folder) => existsSync(folder))).toHaveLength(1)
    running.child.kill(signal)
    expect((await running.ended).code).toBe(code)
    await eventually('the end of every process', 5_000, () => !all.some(({ pid }) => isAlive(pid)))
    await eventually('the end of the folder', 5_000, () => !folders.some((folder) => existsSync(folder)))
    expect(existsSync(fileIn(state))).toBe(false)
  })

  it('refuses what is no duration or number, both at once', async () => {
    const { code, stderr } = await cli(['calibrate', '--duration', '1.5s', '--shards', 'all'])
    expect([code, stderr]).toEqual([2, expect.stringMatching(/--duration: 1\.5s: [\s\S]*--shards: all: /)])
  })
})

const codesIn = (dir: string): readonly string[] => resultIn(dir).warnings.map(({ code }) => code)
