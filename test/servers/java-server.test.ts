import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { PreflightError } from '../../src/base/errors.js'
import { type JavaServer, startJavaServer } from '../../src/servers/java-server.js'
import type { Server } from '../../src/servers/server.js'
import { isAlive } from '../e2e/processes.js'
import { processesIn, until } from '../rehearsal/leftovers.js'
import { withExecutable } from './executable.js'

const root = mkdtempSync(join(tmpdir(), 'tatami-load-java-server-'))
const env = withExecutable(
  join(root, 'bin'),
  'java',
  `if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
exec ${process.execPath} ${join(import.meta.dirname, 'fake-java.mjs')} "$@"`,
)
const running: Server[] = []
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of running.splice(0)) await server.stop()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

let parents = 0
const newFolder = (): string => {
  const folder = join(root, `parent-${parents++}`)
  mkdirSync(folder)
  return folder
}
const server = (behaviour: string, parentFolder: string): JavaServer => ({
  title: 'Thing 1.0',
  files: '/files',
  ports: [9_542],
  heapMb: 64,
  parentFolder,
  readyWithinMs: behaviour === 'silent' ? 1_000 : 20_000,
  prepare: async () => [behaviour],
  isReady: async ({ logPath }) => readFileSync(logPath, 'utf8').includes('up\n'),
})
const start = async (behaviour: string, parentFolder = newFolder()): Promise<Server> => {
  const started = await startJavaServer(server(behaviour, parentFolder), env)
  running.push(started)
  return started
}

describe('startJavaServer', () => {
  it('resolves when the server and its agent answer', async () => {
    const started = await start('well')
    expect(started.name).toBe(`Thing 1.0 at ${started.address}:9542`)
    expect((await fetch(`${started.jolokia}/version`)).ok).toBe(true)
    const args = readFileSync(join(dirname(started.logPath), 'arguments'), 'utf8').split('\n')
    expect(args).toEqual(expect.arrayContaining(['-Xmx64m', `-Djava.io.tmpdir=${dirname(started.logPath)}/tmp`]))
  })

  it('gives each server an address of its own', async () => {
    const [one, other] = [await start('well'), await start('well')]
    expect(one.address).not.toBe(other.address)
    expect(one.port).toBe(other.port)
  })

  it('leaves no process and no folder when it is stopped, twice too', async () => {
    const parent = newFolder()
    const started = await start('well', parent)
    await Promise.all([started.stop(), started.stop()])
    expect([isAlive(started.pid), readdirSync(parent)]).toEqual([false, []])
  })

  it('ends by force what does not end when asked to', async () => {
    const started = await start('stubborn')
    await started.stop()
    expect(isAlive(started.pid)).toBe(false)
  })

  it('tells that a server ended by itself, with its last lines', async () => {
    const started = await start('well')
    process.kill(started.pid, 'SIGKILL')
    expect(await started.died).toBe(`${started.name} was ended by SIGKILL\n  coming up\n  up`)
  })

  it('says what a server complained of that did not come up, and leaves nothing', async () => {
    const parent = newFolder()
    const failed = startJavaServer(server('fails', parent), env)
    await expect(failed).rejects.toThrow(PreflightError)
    await expect(failed).rejects.toThrow(
      /^Thing 1\.0 at \S+ ended with exit code 3 before it was ready: ERROR the disk is upside down$/,
    )
    expect(readdirSync(parent)).toEqual([])
  })

  it('gives up on a server whose agent does not answer', async () => {
    const parent = newFolder()
    await expect(startJavaServer(server('silent', parent), env)).rejects.toThrow(/ was not ready within 1 s: up$/)
    expect(readdirSync(parent)).toEqual([])
  })
})

// A process of its own that starts a server and waits.
const PARENT = `
const [entry, files, parentFolder] = process.argv.slice(1)
const { startJavaServer } = await import(entry)
const kind = { title: 'Thing 1.0', files, ports: [9542], heapMb: 64, parentFolder, readyWithinMs: 20_000 }
const server = await startJavaServer({ ...kind, prepare: async () => ['well'], isReady: async () => true })
console.log(server.pid)
setInterval(() => {}, 1_000_000)
`

it('a server ends with a parent that was killed', async () => {
  const folder = newFolder()
  const entry = pathToFileURL(join(import.meta.dirname, '../../dist/servers/java-server.js')).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', PARENT, entry, '/files', folder], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const pid = Number((await lines.next()).value)
  expect(isAlive(pid)).toBe(true)
  child.kill('SIGKILL')
  await until('nothing is left', () => processesIn(folder).length === 0 && readdirSync(folder).length === 0)
  expect(isAlive(pid)).toBe(false)
})
