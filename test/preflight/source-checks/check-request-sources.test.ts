import { createSocket } from 'node:dgram'
import { appendFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkRequestSources } from '../../../src/preflight/source-checks/check-request-sources.js'
import { refusalOf, type SourceCheck } from '../../../src/tiers/check-sources.js'
import { parseTraceparent } from '../../../src/tiers/trace.js'
import { temporaryFolder } from '../../metrics/stored-runs.js'
import { eventProfile } from '../../profile/event-profiles.js'
import { freePort } from '../../tiers/nginx/logging-nginx.js'

type Sources = Partial<NonNullable<Parameters<typeof checkRequestSources>[0]['tierSources']>>

const checksOf = (tierSources: Sources, url?: string, waits = true): Promise<readonly SourceCheck[]> =>
  checkRequestSources(
    eventProfile({
      tierSources: { serverTiming: true, nginxLogs: [], ...tierSources },
      ...(url !== undefined && { target: { urls: [url], resolve: [], insecure: false, authorisedHosts: [] } }),
    }),
    { waits },
  )

/** A front that answers with Server-Timing of two hops and calls back with what it was asked. */
const front = async (onAsked: (headers: IncomingHttpHeaders) => void = () => undefined): Promise<string> => {
  const server = createServer((request, response) => {
    onAsked(request.headers)
    response.setHeader('Server-Timing', ['nginx;dur=1', 'app;dur=2.5, cass;dur=1;desc="a, b", db;dur=1'])
    response.setHeader('Server', 'Jetty(8.1.13)')
    response.end('page')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const found = (check: SourceCheck | undefined) => {
  if (check?.kind !== 'found') throw new Error(`not found: ${check?.reason}`)
  return check.finding
}

test('of Server-Timing it is said which metrics are time in which tier, and which are of none', async () => {
  const [check] = await checksOf({}, await front())
  expect(check).toMatchObject({ source: 'server-timing', tier: 'jetty' })
  const { version, gives, lacks } = found(check)
  expect([version, gives]).toEqual(['Jetty(8.1.13)', ['time in jetty (app), cassandra (cass)']])
  expect(lacks[0]).toMatchObject({ what: 'a tier for nginx, db' })
  expect(lacks[0]?.remedy).toContain('serverTimingNames: { cassandra: [nginx, db] }')
})

test('names of the profile count', async () => {
  const [check] = await checksOf({ serverTimingNames: { cassandra: ['db'] } }, await front())
  expect(found(check).gives).toEqual(['time in jetty (app), cassandra (db)'])
})

test('a front that does not answer is refused, and not asked where Server-Timing is not read', async () => {
  const [check] = await checksOf({}, 'http://127.0.0.1:9')
  expect(check).toMatchObject({ kind: 'refused', reason: expect.stringContaining('127.0.0.1:9') })
  expect(await checksOf({ serverTiming: false }, await front())).toEqual([])
})

const logWith = (text: string): string => {
  const path = join(temporaryFolder(), 'access.log')
  writeFileSync(path, text)
  return path
}

const JSON_LINE =
  '{"t":"1700000000.123","tp":"","m":"GET","u":"/","st":"200","rt":"0.010","urt":"0.009","ua":"10.0.0.1:80","cr":"1","ssl":"","cs":""}\n'
const COMBINED = '10.0.0.7 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 12 "-" "x"'

test.each<[string, string, string, RegExp, RegExp | undefined]>([
  ['our own format', JSON_LINE, 'JSON lines', /^time in nginx and on the network.*nginx's clock$/, undefined],
  ['stock combined', `${COMBINED}\n`, 'combined lines', /^counts of requests$/, /times of requests/],
  [
    'combined with times',
    `${COMBINED} rt=0.1 urt="0.1"\n`,
    'combined lines',
    /^time in nginx, by method and route$/,
    /the trace header/,
  ],
  ['lines of something else', 'hello\n', 'lines in another format', /^$/, /a format that is known/],
  ['an empty file', '', 'no line yet', /once it has a line/, undefined],
  ['a line that is being written', JSON_LINE.slice(0, 40), 'no line yet', /once it has a line/, undefined],
])('a log of %s says what it gives', async (_, text, version, gives, lacks) => {
  const path = logWith(text)
  const [check] = await checksOf({ nginxLogs: [path] })
  expect(check).toMatchObject({ source: 'nginx-log', tier: 'nginx', node: path })
  const finding = found(check)
  expect(finding.version).toBe(version)
  expect(finding.gives.join('; ')).toMatch(gives)
  expect(finding.lacks.map(({ what }) => what).join('; ')).toMatch(lacks ?? /^$/)
  if (lacks) expect(finding.lacks.at(-1)?.remedy).toContain(`access_log ${dirname(path)}/tatami-load.log tatami_load`)
})

test('a log that is not there, or is a folder, is refused by its name', async () => {
  const folder = temporaryFolder()
  const checks = await checksOf({ nginxLogs: [join(folder, 'none.log'), folder] })
  expect(checks.map((check) => refusalOf(check))).toEqual([
    `${folder}/none.log cannot be read (ENOENT)`,
    `${folder} cannot be read (a folder)`,
  ])
})

test('listeners hear the line and the span of the one request', async () => {
  const [syslogPort, otlpPort] = [await freePort(), await freePort()]
  const nginxSyslog = { host: '127.0.0.1', port: syslogPort }
  const otlp = { host: '127.0.0.1', port: otlpPort }
  const url = await front((headers) => {
    const trace = parseTraceparent(String(headers['traceparent']))
    expect(trace?.sampled).toBe(true)
    const socket = createSocket('udp4')
    socket.send(`<190>Nov 28 10:00:00 front nginx: ${JSON_LINE.trim()}`, syslogPort, '127.0.0.1', () => socket.close())
    const at = '1700000000000000000'
    const span = {
      traceId: trace?.traceId,
      spanId: '00f067aa0ba902b7',
      kind: 2,
      startTimeUnixNano: at,
      endTimeUnixNano: at,
    }
    const attributes = [{ key: 'service.name', value: { stringValue: 'tatami' } }]
    const body = JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans: [span] }] }] })
    void fetch(`http://127.0.0.1:${otlpPort}/v1/traces`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
    })
  })
  const [syslog, spans] = await checksOf({ nginxSyslog, otlp }, url)
  expect(found(syslog)).toMatchObject({ version: 'JSON lines', lacks: [] })
  expect(found(spans)).toMatchObject({ version: 'spans of tatami', lacks: [] })
})

test('without a target nobody is waited for, and the lines that would bring more are told', async () => {
  const nginxSyslog = { host: '127.0.0.1', port: await freePort() }
  const otlp = { host: '127.0.0.1', port: await freePort() }
  const [syslog, spans] = await checksOf({ nginxSyslog, otlp })
  expect(found(syslog).lacks[0]?.remedy).toContain(`access_log syslog:server=127.0.0.1:${nginxSyslog.port} tatami_load`)
  expect(found(spans).lacks[0]?.remedy).toContain(`-Dotel.exporter.otlp.endpoint=http://127.0.0.1:${otlp.port}`)
})

test('addresses that are taken or of another machine are refused, and let go of', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  const nginxSyslog = { host: '192.0.2.1', port: 5140 }
  const checks = await checksOf({ nginxSyslog, otlp: { host: '127.0.0.1', port } })
  expect(checks.map((check) => refusalOf(check))).toEqual([
    '192.0.2.1:5140 cannot be listened at (EADDRNOTAVAIL)',
    `127.0.0.1:${port} cannot be listened at (EADDRINUSE)`,
  ])
})

test('a log that has nothing of the request that was sent is of no use, however good its old lines are', async () => {
  const path = logWith(JSON_LINE)
  const [stale] = await checksOf({ nginxLogs: [path] }, await front())
  expect(stale && refusalOf(stale)).toBe(`${path} (nginx-log) lacks the line of the request that was sent: none came`)
  const [written] = await checksOf({ nginxLogs: [path] }, await front(() => appendFileSync(path, JSON_LINE)))
  expect(written && refusalOf(written)).toBeUndefined()
  const [unwaited] = await checksOf({ nginxLogs: [path] }, await front(), false)
  expect(unwaited && refusalOf(unwaited)).toBeUndefined()
})

test('a listener that hears nothing of the request that was sent is of no use', async () => {
  const nginxSyslog = { host: '127.0.0.1', port: await freePort() }
  const [syslog] = await checksOf({ nginxSyslog }, await front())
  expect(syslog && refusalOf(syslog)).toMatch(/lacks the line of the request that was sent: none came$/)
})
