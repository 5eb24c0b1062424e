import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { parseNginxLine } from '../../../src/tiers/nginx/log-line.js'
import { parseStubStatus } from '../../../src/tiers/stub-status.js'
import { makeTraceparent } from '../../../src/tiers/trace.js'
import { until } from '../../rehearsal/leftovers.js'
import { freePort, loggingNginx, nginx } from '../../tiers/nginx/logging-nginx.js'
import { blocksOf, placed } from './document-blocks.js'
import { checked } from './documented-tiers.js'

const BLOCKS = blocksOf('instrument-nginx.md')
const TRACED = { traceparent: makeTraceparent('0123456789abcdef', 0, 1, false) }

/** An application node that says in each answer how long it took. */
const upstream = async (): Promise<string> => {
  const server = createServer((_, answer) => {
    answer.setHeader('Server-Timing', 'app;dur=2.000')
    answer.setHeader('Cache-Control', 'max-age=60')
    answer.end('page')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The parts of the guide's whole block, by the comments that say where they belong. */
const partsOf = (block: string) => {
  const [, http = '', server = '', cached = ''] = block.split(/^# in .*$/m)
  return { http, server, cached }
}

/** A nginx of the guide's lines before an application node; its server block may hold more. */
const documented = async (more = '', log = 'tatami-load.log') => {
  const node = await upstream()
  const { http, server, cached } = partsOf(BLOCKS.get('whole') ?? '')
  const started = await loggingNginx(
    (folder) => `${http} proxy_cache_path ${folder}/cache keys_zone=files:1m;`,
    `${server.replace('/var/log/nginx/tatami-load.log', `logs/${log}`)} ${more}
     location /files/ { proxy_pass ${node}; proxy_cache files; ${cached} }
     location / { proxy_pass ${node}; }`,
  )
  const test = spawnSync(nginx?.path ?? '', ['-t', '-p', started.folder, '-c', join(started.folder, 'nginx.conf')])
  expect(test.status, String(test.stderr)).toBe(0)
  const url = `http://127.0.0.1:${started.port}`
  const ask = (path: string, headers = {}) => fetch(`${url}${path}`, { headers })
  return { ...started, url, ask, path: join(started.folder, 'logs', log) }
}

it('has no block that is not run here', () => {
  expect([...BLOCKS.keys()]).toEqual(['whole', 'syslog', 'timed'])
})

it.skipIf(!nginx)('logs traced requests and no others, and shows its status', async () => {
  const { ask, path, url } = await documented()
  await ask('/tatami/login')
  await ask('/tatami/login', TRACED)
  await until('the line is there', () => readFileSync(path, 'utf8').includes('\n'))
  const lines = readFileSync(path, 'utf8').trim().split('\n').map(parseNginxLine)
  expect(lines).toMatchObject([
    { kind: 'traced', path: '/tatami/login', status: 200, attempts: 1, nth: expect.any(Number) },
  ])
  expect(parseStubStatus(await (await ask('/nginx_status')).text())?.requests).toBeGreaterThan(2)
  const { text, code } = await checked(
    `target: { urls: "${url}" }\ntiers: { nginxLogs: [${path}], nginxStatus: [${url}/nginx_status] }\n`,
  )
  expect(code, text).toBe(0)
  expect(text).toMatch(/\(nginx-log\)\n {4}JSON lines; gives time in nginx and on the network, per\s+traced request/)
  expect(text).not.toContain('log_format')
})

it.skipIf(!nginx)('has no Server-Timing for a file out of its own cache', async () => {
  const { ask } = await documented()
  const timing = async () => (await ask('/files/a.js', TRACED)).headers.get('server-timing')
  expect(await timing()).toBe('app;dur=2.000')
  expect(await timing()).toBe(null)
})

it.skipIf(!nginx)('sends the lines as syslog messages', async () => {
  const port = await freePort()
  const syslog = placed(BLOCKS.get('syslog'), { '10.0.0.5:5514': `127.0.0.1:${port}` })
  const { url } = await documented(syslog)
  const { text, code } = await checked(`target: { urls: "${url}" }\ntiers: { nginxSyslog: '127.0.0.1:${port}' }\n`)
  expect(code, text).toBe(0)
  expect(text).toMatch(/\(nginx-syslog\)\n {4}JSON lines; gives time in nginx and on the network/)
})

it.skipIf(!nginx)('logs times behind combined', async () => {
  const node = await upstream()
  const { folder, get } = await loggingNginx(
    () => BLOCKS.get('timed') ?? '',
    `access_log logs/timed.log timed; location / { proxy_pass ${node}; }`,
  )
  await get('/tatami/login', TRACED)
  const path = join(folder, 'logs', 'timed.log')
  await until('the line is there', () => readFileSync(path, 'utf8').includes('\n'))
  expect(parseNginxLine(readFileSync(path, 'utf8').trim())).toMatchObject({ kind: 'traced', status: 200, attempts: 1 })
})

it('shows a profile that parses', async () => {
  // At addresses of this machine's loopback, where nobody listens.
  const profile = placed(blocksOf('instrumenting.md').get('profile'), { '10.0.0.': '127.77.0.' })
  const { text, code } = await checked(profile)
  expect(code, text).toBe(5)
  expect(text.match(/^ {4}no: /gm)?.length).toBeGreaterThan(10)
  expect(text.match(/^ {4}can be listened at; /gm)).toHaveLength(2)
})

it('shows times of an exporter that parse', async () => {
  const profile = placed(blocksOf('instrumenting.md').get('times'), { '10.0.0.': '127.77.0.' })
  expect(await checked(profile)).toMatchObject({ code: 5, text: expect.stringMatching(/127\.77\.0\.21:9404/) })
})
