import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Front } from '../../src/http/exchange.js'
import { findNginx } from '../../src/rehearsal/find-nginx.js'
import type { Rehearsal } from '../../src/rehearsal/rehearsal.js'
import { parseNginxLine } from '../../src/tiers/nginx/log-line.js'
import { type Answered, ask, handshake } from './ask-front.js'
import { until } from './leftovers.js'
import { StacksUnderTest } from './stack-under-test.js'

const nginx = await findNginx()
const FILE = '/js/vendor/jquery.js'
const TRACE = 'traceparent'
const traced = (id: string) => ({ [TRACE]: `00-${id.padStart(32, '0')}-b7ad6b7169203331-01` })

describe.skipIf(!nginx)('a real nginx in front of the application nodes', () => {
  const stacks = new StacksUnderTest()
  let stack: Rehearsal
  let front: Front
  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> =>
    ask(front, { path, headers, ca: stack.ca })
  beforeAll(async () => {
    stack = await stacks.start()
    front = stack.fronts[0] ?? { host: '', address: '', port: 0 }
  })
  afterAll(() => stacks.end())

  const linesOf = async (id: string) => {
    const mine = () =>
      readFileSync(stack.accessLogs[0] ?? '', 'utf8')
        .split('\n')
        .filter((line) => line.includes(id))
    await until(`a line of ${id}`, () => mine().length > 0)
    return mine()
  }

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('resumes sessions of %s', async (maxVersion) => {
    const first = await handshake(front, { ca: stack.ca, maxVersion })
    const second = await handshake(front, { ca: stack.ca, maxVersion, session: first.session })
    expect([first, second]).toMatchObject([
      { authorized: true, reused: false, protocol: maxVersion },
      { authorized: true, reused: true, protocol: maxVersion },
    ])
  })

  it('serves a static file from its cache the second time, without what Jetty once took', async () => {
    const first = await get(FILE)
    const second = await get(FILE, traced('ca11ed'))
    expect(first.headers['server-timing']).toMatch(/^jetty;dur=/)
    expect(second.headers['server-timing']).toBeUndefined()
    expect(second.body.equals(first.body)).toBe(true)
    const [line = ''] = await linesOf('ca11ed')
    expect(line).toContain('"cs":"HIT"')
    expect(parseNginxLine(line)).toMatchObject({ kind: 'traced', attempts: 0 })
  })

  it('confirms a cached file to who has it', async () => {
    const { headers } = await get(FILE)
    const again = await get(FILE, { 'if-modified-since': headers['last-modified'] ?? '' })
    expect([again.status, again.body.length]).toEqual([304, 0])
  })

  it('logs a traced request as the tier source reads it', async () => {
    await get('/tatami/login', traced('70a57'))
    const [line = ''] = await linesOf('70a57')
    const read = parseNginxLine(line)
    expect(read).toMatchObject({ kind: 'traced', traceId: '70a57'.padStart(32, '0'), attempts: 1 })
    const upstreamUs = read.kind === 'traced' ? read.upstreamUs : undefined
    expect(upstreamUs).toBeGreaterThanOrEqual(0)
  })

  it('logs nothing of a request without a trace', async () => {
    await get('/tatami/login?untraced')
    await get('/tatami/login', traced('af7e2'))
    await linesOf('af7e2')
    expect(readFileSync(stack.accessLogs[0] ?? '', 'utf8')).not.toMatch(/"tp":""/)
  })

  it('keeps redirects on TLS, which Tatami knows nothing of', async () => {
    const { status, headers } = await get('/tatami/')
    expect([status, headers.location]).toEqual([302, expect.stringMatching(`^https://${front.host}/tatami/login`)])
  })

  it('sends pages compressed to who takes them, and scripts as they are', async () => {
    const gzip = { 'accept-encoding': 'gzip' }
    expect((await get('/tatami/login', gzip)).headers['content-encoding']).toBe('gzip')
    expect((await get(FILE, gzip)).headers['content-encoding']).toBeUndefined()
  })

  it('tells how it is connected', async () => {
    expect((await get('/nginx_status')).body.toString()).toMatch(/^Active connections: \d+/)
  })

  it('starts without a complaint', () => {
    const folder = (stack.accessLogs[0] ?? '').replace(/access\.log$/, '')
    expect(readFileSync(`${folder}error.log`, 'utf8') + readFileSync(`${folder}stderr.log`, 'utf8')).toBe('')
  })

  it('counts its time as its own when a fault makes it slow, for cached files too', async () => {
    const slow = await stacks.start({ faults: ['nginx:latency=30ms'] })
    const slowFront = slow.fronts[0] ?? front
    for (const id of ['51001', '51002']) await ask(slowFront, { path: FILE, headers: traced(id), ca: slow.ca })
    const log = () =>
      readFileSync(slow.accessLogs[0] ?? '', 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    await until('two lines', () => log().length >= 2)
    const read = log().map(parseNginxLine)
    // nginx's clock ticks in milliseconds, so 30 ms may read as 28.
    expect(read.map((line) => line.kind === 'traced' && line.requestUs - (line.upstreamUs ?? 0) >= 28_000)).toEqual([
      true,
      true,
    ])
  })
})
