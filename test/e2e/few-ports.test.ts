import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/report/result.js'
import { temporaryFolder } from './run-folder.js'

const PORTS = 260
const SCRIPT = join(import.meta.dirname, 'few-ports.mjs')
const BIN = resolve(import.meta.dirname, '../../bin/tatami-load.js')

/** In a network of its own, where that is allowed: only there a test may say how many local ports there are. */
const isolated = (...command: readonly string[]): readonly string[] => {
  const range = `echo 40000 ${40_000 + PORTS - 1} > /proc/sys/net/ipv4/ip_local_port_range`
  return [
    'unshare',
    '--net',
    '--map-root-user',
    'sh',
    '-c',
    `ip link set lo up && ${range} && exec "$@"`,
    '-',
    ...command,
  ]
}
const mayIsolate = ((): boolean => {
  const [program = '', ...args] = isolated('true')
  return spawnSync(program, args, { timeout: 10_000 }).status === 0
})()

// Forty who open six connections each and close five, twice: more than there are ports, but never as many at once.
const PROFILE = `extends: event-day
users: 40
ramp: 4s
hold: 4s
rampDown: 1s
connections: { closeExtraAfter: 500ms }
behaviour: { poll: 1s }
slos: ['errors < 20%']
`

describe.runIf(mayIsolate)('a run straight after another one, with source addresses that were given', () => {
  it('connects as the first did, from ports that this one left behind', async () => {
    const folder = temporaryFolder()
    const profile = join(folder, 'few-ports.yaml')
    writeFileSync(profile, PROFILE)
    const runs = await both(profile, folder)
    for (const { status, stderr, result } of runs) {
      expect(status, stderr).toBe(0)
      expect(result.requests).toMatchObject({ failed: 0, timedOut: 0, dropped: 0 })
    }
    const opened = runs.map(({ result }) => result.connections.connect?.times.count ?? 0)
    expect(Math.max(...opened)).toBeLessThan(PORTS)
    expect(opened.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(PORTS)
  })
})

interface Ended {
  readonly status: number
  readonly stderr: string
  readonly result: Result
}

const both = async (profile: string, folder: string): Promise<readonly Ended[]> => {
  const [program = '', ...args] = isolated(process.execPath, SCRIPT, BIN, profile, folder)
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  for await (const part of child.stdout.setEncoding('utf8')) text += part
  return JSON.parse(text) as readonly Ended[]
}
