import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findNginx } from '../../src/rehearsal/find-nginx.js'
import { temporaryPaths } from '../../src/rehearsal/nginx-config.js'
import { readingsApart } from '../../src/tiers/readings-apart.js'
import { StubStatusReader } from '../../src/tiers/stub-status-reader.js'
import { until } from '../rehearsal/leftovers.js'
import { type Answer, answeringServer } from './answering-server.js'
import { fixtureText } from './fixture.js'
import { runNodeReaderContract } from './node-reader-contract.js'

const PAGE = fixtureText('stub-status/1.22.txt')
const nginx = await findNginx()

runNodeReaderContract('stub-status', {
  make: (url) => new StubStatusReader({ url }),
  answers: (path) => (path === '/nginx_status' ? PAGE : undefined),
})

const readerOf = async (answer: Answer, path = '') => {
  const { url, host } = await answeringServer(() => answer)
  const reader = new StubStatusReader({ url: `${url}${path}` })
  onTestFinished(() => reader.close())
  return { reader, host }
}

test('tells requests, connections by what nginx does with them, and those it could not handle', async () => {
  const { reader } = await readerOf({ status: 200, body: PAGE, headers: { server: 'nginx/1.22.1' } })
  const { operations, signals, clock } = await reader.read()
  expect(operations).toEqual([{ name: 'requests', count: 31_070_465 }])
  expect(signals).toEqual([
    { name: 'connections', value: 291 },
    { name: 'reading', value: 6 },
    { name: 'writing', value: 179 },
    { name: 'waiting', value: 106 },
    { name: 'unhandled', value: 2 },
  ])
  expect(clock?.toMs).toBe((clock?.fromMs ?? 0) + 1_000)
  expect((await reader.check()).version).toBe('nginx/1.22.1')
})

test.each([
  [{ status: 404 }, '404'],
  [{ status: 403 }, '403'],
  ['<html></html>', 'something else'],
] satisfies readonly (readonly [Answer, string])[])(
  'says which lines make the page where %j is answered',
  async (answer, found) => {
    const { reader, host } = await readerOf(answer, '/status')
    const { gives, lacks } = await reader.check()
    expect(gives).toEqual([])
    expect(lacks[0]?.what).toBe(`the status page: /status answers ${found}`)
    expect(lacks[0]?.remedy).toMatch(/^location = \/status \{\n {2}stub_status;$/m)
    await expect(reader.read()).rejects.toThrow(`${host}/status answers`)
  },
)

const configOf = (folder: string, address: string): string => `${process.getuid?.() === 0 ? 'user root root;' : ''}
daemon off;
worker_processes 2;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  access_log off;
  ${temporaryPaths(folder)}
  server {
    listen ${address};
    location = /nginx_status { stub_status; }
    location = /ok { return 200 ok; }
    location / { return 404; }
  }
}
`

// An address of its own keeps other sockets' ports away.
const ADDRESS = `127.199.${(process.pid >> 8) & 255}.${process.pid & 255 || 1}:18090`

/** A real nginx for one test, by its URL. */
const startNginx = async (path: string): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-stub-status-'))
  writeFileSync(`${folder}/nginx.conf`, configOf(folder, ADDRESS))
  const server = spawn(path, ['-p', folder, '-c', `${folder}/nginx.conf`], { cwd: folder, stdio: 'ignore' })
  const ended = once(server, 'exit')
  onTestFinished(async () => {
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  await until('an answer of nginx', () => get(`http://${ADDRESS}/ok`).then(Boolean, () => false))
  return `http://${ADDRESS}`
}

const get = (url: string): Promise<string> => fetch(url).then((answer) => answer.text())

describe.skipIf(!nginx || process.platform !== 'linux')('of a real nginx', () => {
  test('sees as many requests as were made, and its own reading', async () => {
    const url = await startNginx(nginx?.path ?? '')
    const reader = new StubStatusReader({ url })
    onTestFinished(() => reader.close())
    expect(await reader.check()).toMatchObject({
      version: `nginx/${nginx?.version}`,
      gives: [/requests/, /open/].map(like),
    })
    const before = await reader.read()
    for (let i = 0; i < 25; i++) await get(`${url}/ok`)
    const after = await reader.read()
    const apart = readingsApart(before, after)
    expect(apart?.operations).toEqual([{ name: 'requests', count: 26 }])
    const signals = new Map(apart?.signals.map(({ name, value }) => [name, value]))
    expect(signals.get('unhandled')).toBe(0)
    expect(signals.get('writing')).toBe(1)
    expect(signals.get('connections')).toBeGreaterThanOrEqual(2)
  })

  test('says what is missing where it has no such page', async () => {
    const reader = new StubStatusReader({ url: `${await startNginx(nginx?.path ?? '')}/elsewhere` })
    onTestFinished(() => reader.close())
    const { lacks } = await reader.check()
    expect(lacks[0]?.what).toBe('the status page: /elsewhere answers 404')
  })
})

const like = (pattern: RegExp) => expect.stringMatching(pattern)
