import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cli } from './cli-process.js'
import { runFolder, temporaryFolder } from './run-folder.js'

const servers: Server[] = []
afterAll(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A server on loopback that answers everything with this page. */
const serverOf = (page: string): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    })
    servers.push(server)
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

it.each([32, 64])(
  'a limit of %d open files, too few to start with, exits 5 and says how to raise it',
  async (openFiles) => {
    const { code, stderr } = await cli(['plan', '--users', '20'], { openFiles })
    expect([code, stderr]).toEqual([
      5,
      expect.stringMatching(`^error: .* ${openFiles} open files .*ulimit -n 1048576.*\n$`),
    ])
  },
)

describe.concurrent('usage errors exit 2 with one sentence for each problem', () => {
  it.for<[string[], RegExp]>([
    [['run', '--users', 'many'], /--users: many: /],
    [['run', '--hold', 'soon', '--ramp', 'x'], /--ramp: x: [\s\S]*--hold: soon: /],
    [['run', '--slo', 'timeline.p99 < soon'], /--slo: timeline\.p99 < soon: /],
    [['run', '--slo', 'tmieline.p99 < 1s'], /tmieline[\s\S]*timeline/],
    [['run', '--abort-on', 'errors > 5%'], /--abort-on: errors > 5%: /],
    [['run', '--fault', 'nginx:down'], /--fault: nginx:down: .*nginx:latency/],
    [['run', '--fault', 'jetty:down', '--target', 'http://127.0.0.1:1'], /--fault/],
    [['run', '--target', 'http://tatami.example'], /tatami\.example: .*--i-am-authorised-to-load tatami\.example/],
    [['run', 'no-such-file.yaml'], /no-such-file\.yaml/],
    [['run', '--no-such-flag'], /no-such-flag/],
    [['nonsense'], /nonsense/],
    [['report', 'no-such-folder'], /RUN_DIR: no-such-folder: /],
    [['completion', 'tcsh'], /tcsh/],
    [['init', 'package.json'], /FILE: package\.json: there is such a file already.*; name another one/],
  ])('%j', async ([args, said], { expect }) => {
    const { code, stderr } = await cli(args)
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)])
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('names every problem of a file at once, with path, value and remedy', async ({ expect }) => {
    const file = join(temporaryFolder(), 'wrong.yaml')
    writeFileSync(file, 'users: -3\nrmap: 20s\nbehaviour:\n  perUserHour:\n    posts: often\n')
    const { code, stderr } = await cli(['plan', file])
    expect(code).toBe(2)
    expect(stderr).toMatch(/users.*-3/)
    expect(stderr).toMatch(/rmap.*ramp/)
    expect(stderr).toMatch(/behaviour\.perUserHour\.posts.*often/)
  })

  it('refuses a folder that holds another run', async ({ expect }) => {
    const dir = runFolder()
    mkdirSync(dir)
    writeFileSync(join(dir, 'run.json'), '{}')
    const { code, stderr } = await cli(['run', '--out', dir])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`--out: ${dir}: `)])
  })

  it('refuses a folder that cannot be made', async ({ expect }) => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    for (const dir of [join(file, 'run'), '/proc/tatami-load/run', file]) {
      const { code, stderr } = await cli(['run', '--out', dir])
      expect([code, stderr]).toEqual([2, expect.stringContaining(`--out: ${dir}: `)])
    }
  })
})

describe.concurrent('a target that cannot be loaded exits 5 with one sentence', () => {
  it('when nothing listens', async ({ expect }) => {
    const { code, stderr } = await cli(['run', '--target', 'http://127.0.0.1:9', '--out', runFolder()])
    expect([code, stderr]).toEqual([5, expect.stringMatching(/error: .*127\.0\.0\.1:9/)])
  })

  it('and leaves no folder behind', async ({ expect }) => {
    const cwd = temporaryFolder()
    const { code } = await cli(['run', '--target', 'http://127.0.0.1:9'], { cwd })
    expect([code, readdirSync(cwd)]).toEqual([5, []])
  })

  it('when it is no Tatami', async ({ expect }) => {
    const target = await serverOf('<html><body>It works</body></html>')
    const { code, stderr } = await cli(['run', '--target', target, '--out', runFolder()])
    expect([code, stderr]).toEqual([5, expect.stringMatching(/error: .*Tatami/)])
  })

  it('when it refuses the login', async ({ expect }) => {
    const target = await serverOf('<form id="loginForm" action="/tatami/authentication">Tatami 3.1.1</form>')
    const { code, stderr } = await cli(['run', '--target', target, '--out', runFolder()])
    expect([code, stderr]).toEqual([5, expect.stringMatching(/error: /)])
    expect(stderr).not.toContain('tatami\n    at')
  })
})

describe.concurrent('a plan that this machine cannot carry', () => {
  it('is told by plan with the largest number of users that fits, and sends nothing', async ({ expect }) => {
    const { code, stdout } = await cli(['plan', '--users', '5m'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/the largest that fits is [\d,]+ users/)])
  })

  it('exits 5 with the largest number of users that fits', async ({ expect }) => {
    const { code, stderr } = await cli(['run', '--users', '5m', '--out', runFolder()])
    expect([code, stderr]).toEqual([5, expect.stringMatching(/the largest that fits is [\d,]+ users[\s\S]*--force/)])
  })
})
