import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Front } from '../../src/http/exchange.js'
import { findNginx } from '../../src/rehearsal/find-nginx.js'
import { startWatchdog } from '../../src/servers/watchdog.js'
import { processes } from '../e2e/processes.js'
import { processesIn, until } from '../rehearsal/leftovers.js'
import { built, SIZE } from '../rehearsal/stack-under-test.js'

const nginx = await findNginx()
const WITHIN_MS = 5_000
const root = mkdtempSync(join(tmpdir(), 'tatami-load-watchdog-'))
const children: ChildProcess[] = []
const kill = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended already, as it should have.
  }
}
afterEach(() => {
  for (const { pid } of children.splice(0)) if (pid !== undefined) kill(pid)
  for (const pid of processesIn(root)) kill(pid)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const newFolder = (name: string): string => {
  const folder = join(root, name)
  mkdirSync(folder)
  return folder
}
const sh = (script: string, cwd: string): ChildProcess => {
  const child = spawn('/bin/sh', ['-c', script], { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  return child
}
const isOpen = ({ address, port }: Front): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, address)
    socket.on('connect', () => {
      resolve(true)
      socket.destroy()
    })
    socket.on('error', () => resolve(false))
  })

// A process of its own that brings up a stack, tells its fronts, and then does what the test wants of it.
const PARENT = `
const [entry, temporaryFolder, front, afterwards] = process.argv.slice(1)
const { startRehearsal } = await import(entry)
const size = ${JSON.stringify(SIZE)}
const surroundings = { temporaryFolder, ...(front === 'built-in' && { front }) }
const stack = await startRehearsal({ size, users: 5, seed: 7 }, surroundings)
process.on('SIGINT', () => console.log('interrupted'))
console.log(JSON.stringify(stack.fronts))
if (afterwards === 'exit') process.exit(0)
setInterval(() => {}, 1_000_000)
`
const startParent = (folder: string, front: string, afterwards: 'wait' | 'exit') => {
  const entry = pathToFileURL(built('start-rehearsal.js')).href
  const args = ['--input-type=module', '-e', PARENT, entry, folder, front, afterwards]
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const lines = createInterface(child.stdout)
  return { child, lines: lines[Symbol.asyncIterator]() }
}
const frontsOf = async (lines: AsyncIterator<string>): Promise<readonly Front[]> =>
  JSON.parse((await lines.next()).value ?? '[]')

const nothingIsLeft = async (folder: string, fronts: readonly Front[]): Promise<void> => {
  const isGone = async () =>
    readdirSync(folder).length === 0 &&
    processesIn(folder).length === 0 &&
    !(await Promise.all(fronts.map(isOpen))).includes(true)
  await until(`no folder, process or port; left: ${processesIn(folder)}`, isGone, WITHIN_MS)
}

describe.each(nginx ? ['nginx', 'built-in'] : ['built-in'])('a stack behind %s', (kind) => {
  it('ends within 5 s of a parent that was killed', async () => {
    const folder = newFolder(`killed-${kind}`)
    const { child, lines } = startParent(folder, kind, 'wait')
    const fronts = await frontsOf(lines)
    expect(processesIn(folder).length).toBeGreaterThan(1)
    expect(await Promise.all(fronts.map(isOpen))).toEqual([true])
    child.kill('SIGKILL')
    await nothingIsLeft(folder, fronts)
  })
})

describe('a stack', () => {
  it('ends with a parent that exits without a word', async () => {
    const folder = newFolder('exited')
    const fronts = await frontsOf(startParent(folder, 'any', 'exit').lines)
    expect(fronts.length).toBe(1)
    await nothingIsLeft(folder, fronts)
  })

  it("is not reached by a terminal's Ctrl-C, which is for the parent to act on", async () => {
    const folder = newFolder('interrupted')
    const { child, lines } = startParent(folder, 'any', 'wait')
    const fronts = await frontsOf(lines)
    const before = processesIn(folder)
    process.kill(-(child.pid ?? Number.NaN), 'SIGINT')
    expect((await lines.next()).value).toBe('interrupted')
    expect(processesIn(folder)).toEqual(before)
    expect(await Promise.all(fronts.map(isOpen))).toEqual([true])
  })
})

// The watchdog of a folder, once there is one that is not the one named.
const watchdogOf = async (folder: string, except?: number): Promise<number> => {
  const find = () => processes().find(({ pid, command }) => pid !== except && command.endsWith(`watchdog ${folder}`))
  await until('a watchdog', () => find() !== undefined)
  return find()?.pid ?? Number.NaN
}

describe('startWatchdog', () => {
  it('replaces one that was killed by another that does the same', async () => {
    const folder = newFolder('replaced')
    const watchdog = startWatchdog(folder)
    const first = await watchdogOf(folder)
    const child = sh('exec sleep 100', folder)
    const exited = once(child, 'exit')
    watchdog.guard(child.pid ?? 0)
    kill(first)
    await watchdogOf(folder, first)
    await watchdog.dismiss()
    expect((await exited)[1]).toBe('SIGTERM')
    expect(existsSync(folder)).toBe(false)
    expect(processes().filter(({ command }) => command.endsWith(`watchdog ${folder}`))).toEqual([])
  })

  it('says that there can be none when each one is killed', async () => {
    const folder = newFolder('hopeless')
    let lost: string | undefined
    startWatchdog(folder, (cause) => {
      lost = cause
    })
    let last: number | undefined
    for (let killed = 0; killed < 11; killed++) {
      last = await watchdogOf(folder, last)
      kill(last)
    }
    await until('word of the loss', () => lost !== undefined)
    expect(lost).toContain('the watchdog of the stack is ended again and again')
  })

  it('kills what does not end when asked to', async () => {
    const folder = newFolder('stubborn')
    const watchdog = startWatchdog(folder)
    const child = sh(`trap '' TERM; echo ready; while :; do sleep 1; done`, folder)
    const exited = once(child, 'exit')
    if (child.stdout) await once(child.stdout, 'data')
    await watchdog.dismiss()
    expect((await exited)[1]).toBe('SIGKILL')
    expect(existsSync(folder)).toBe(false)
  })

  it('leaves alone what does not work in its folder, even under a number it was told', async () => {
    const folder = newFolder('mine')
    const watchdog = startWatchdog(folder)
    const other = sh('echo ready; exec sleep 100', newFolder('of-another'))
    if (other.stdout) await once(other.stdout, 'data')
    watchdog.guard(other.pid ?? 0)
    await watchdog.dismiss()
    expect(existsSync(folder)).toBe(false)
    expect(other.exitCode ?? other.signalCode).toBeNull()
  })
})
