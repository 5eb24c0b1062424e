import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LineFacts, parseNginxLine } from '../../../src/tiers/nginx/log-line.js'
import { makeTraceparent, traceIdOf } from '../../../src/tiers/trace.js'

const RUN_ID = '0123456789abcdef'
const TRACE_ID = traceIdOf(RUN_ID, 1, 2)

const line = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ tp: makeTraceparent(RUN_ID, 1, 2, false), rt: '0.152', urt: '0.150', ua: '127.0.0.1:80', ...fields })

test.each([
  ['one server', { urt: '0.150', ua: '127.0.0.1:80' }, { attempts: 1, upstreamUs: 150_000 }],
  ['a server of IP version 6', { urt: '0.150', ua: '[::1]:80' }, { attempts: 1, upstreamUs: 150_000 }],
  ['a server on a socket', { urt: '0.001', ua: 'unix:/run/a.sock' }, { attempts: 1, upstreamUs: 1_000 }],
  ['a retry', { urt: '0.001, 0.151', ua: '10.0.0.1:80, 10.0.0.2:80' }, { attempts: 2, upstreamUs: 152_000 }],
  ['a retry without a time', { urt: '-, 0.151', ua: '10.0.0.1:80, 10.0.0.2:80' }, { attempts: 2, upstreamUs: 151_000 }],
  ['a redirect', { urt: '0.010 : 0.020', ua: '10.0.0.1:80 : 10.0.0.2:80' }, { attempts: 2, upstreamUs: 30_000 }],
  [
    'retries on both sides of a redirect',
    { urt: '0.001, 0.002 : 0.004, 0.008', ua: 'a:1, b:1 : c:1, d:1' },
    { attempts: 4, upstreamUs: 15_000 },
  ],
  ['no server left', { urt: '0.003, 0.000', ua: '10.0.0.1:80, tatami' }, { attempts: 1, upstreamUs: 3_000 }],
  ['no upstream, escaped as JSON', { urt: '', ua: '' }, { attempts: 0 }],
  ['no upstream, escaped by default', { urt: '-', ua: '-' }, { attempts: 0 }],
  ['a log without addresses', { urt: '0.001, 0.002', ua: undefined }, { attempts: 2, upstreamUs: 3_000 }],
  ['numbers without quotes', { rt: 0.152, urt: 0.15 }, { attempts: 1, upstreamUs: 150_000 }],
])('reads %s', (_, fields, expected) => {
  const parsed = parseNginxLine(line(fields))
  expect(parsed).toEqual({ kind: 'traced', traceId: TRACE_ID, requestUs: 152_000, ...expected })
})

test.each([
  ['empty', { tp: '' }],
  ['a dash', { tp: '-' }],
  ['not a traceparent', { tp: '00-abc-def-01' }],
  ['absent', { tp: undefined }],
])('a line whose trace header is %s is untraced', (_, fields) => {
  expect(parseNginxLine(line(fields))).toMatchObject({
    kind: 'untraced',
    isTraceable: 'tp' in JSON.parse(line(fields)),
  })
})

test.each([
  ['an empty line', ''],
  ['text', '127.0.0.1 - - "GET / HTTP/1.1" 200'],
  ['half a line', line({}).slice(0, 40)],
  ['a list', '[1]'],
  ['null', 'null'],
  ['a number', '7'],
  ['no request time', line({ rt: undefined })],
  ['an empty request time', line({ rt: '' })],
  ['a negative request time', line({ rt: '-0.001' })],
  ['a request time that is no number', line({ rt: 'NaN' })],
  ['an endless request time', line({ rt: '9'.repeat(400) })],
  ['lists of different length', line({ urt: '0.001, 0.002', ua: '127.0.0.1:80' })],
  ['a server that was asked but took no time that is known', line({ urt: '-', ua: '10.0.0.1:80' })],
  ['an object where text is due', line({ rt: { a: 1 } })],
])('%s is malformed', (_, text) => {
  expect(parseNginxLine(text)).toEqual({ kind: 'malformed' })
})

const attempt = fc.record({
  ms: fc.option(fc.nat({ max: 600_000 }), { nil: undefined }),
  server: fc.nat({ max: 99 }).map((n) => `10.0.0.${n}:8080`),
})
const group = fc.array(attempt, { minLength: 1, maxLength: 3 })

test('what nginx writes of any attempts in any groups adds up', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 3 }), (groups) => {
      const all = groups.flat()
      // A lone dash means that no upstream was asked; nginx writes a number for the only attempt.
      fc.pre(all.length > 1 || all[0]?.ms !== undefined)
      const written = (of: (one: (typeof all)[number]) => string): string =>
        groups.map((attempts) => attempts.map(of).join(', ')).join(' : ')
      const urt = written(({ ms }) => (ms === undefined ? '-' : (ms / 1000).toFixed(3)))
      const known = all.flatMap(({ ms }) => (ms === undefined ? [] : [ms]))
      expect(parseNginxLine(line({ urt, ua: written(({ server }) => server) }))).toEqual({
        kind: 'traced',
        traceId: TRACE_ID,
        requestUs: 152_000,
        attempts: all.length,
        ...(known.length > 0 && { upstreamUs: known.reduce((sum, ms) => sum + ms, 0) * 1000 }),
      })
    }),
  )
})

test('no line makes it throw, and times are never negative or endless', () => {
  const value = fc.oneof(fc.string(), fc.double(), fc.constantFrom('-', '', '0.1', ', ', ' : ', '0.1, -', 'a:1'))
  const odd = fc.record({ tp: fc.constant(makeTraceparent(RUN_ID, 0, 1, true)), rt: value, urt: value, ua: value })
  const text = fc.oneof(fc.string(), fc.json(), odd.map(line))
  fc.assert(
    fc.property(text, (written) => {
      const parsed = parseNginxLine(written)
      if (!('requestUs' in parsed)) return
      for (const us of [parsed.requestUs, parsed.upstreamUs ?? 0]) {
        expect(Number.isSafeInteger(us) && us >= 0).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

const GUIDE_LINE = {
  ...{ t: '1795394510.123', rid: 'ab', m: 'GET', u: '/tatami/rest/groups', st: '502', cr: '7', ssl: 'r', cs: 'HIT' },
}

test.each<[string, Readonly<Record<string, unknown>>, LineFacts]>([
  [
    'everything',
    GUIDE_LINE,
    {
      ...{ loggedMs: 1_795_394_510_123, method: 'GET', path: '/tatami/rest/groups', status: 502 },
      ...{ tls: 'resumed', nth: 7, cache: 'HIT' },
    },
  ],
  ['a full handshake', { ssl: '.' }, { tls: 'full' }],
  ['a plain connection', { ssl: '' }, { tls: undefined }],
  ['a plain connection, escaped by default', { ssl: '-' }, { tls: undefined }],
  ['no cache', { cs: '' }, { cache: undefined }],
  ['no cache, escaped by default', { cs: '-' }, { cache: undefined }],
  ['a cache status that is none', { cs: 'constructor' }, { cache: undefined }],
  ['a status without quotes', { st: 404 }, { status: 404 }],
  ['a status of a request that was none', { st: '000' }, { status: undefined }],
  ['a path with a query', { u: '/a?b=c' }, { path: '/a' }],
  ['a path that is none', { u: '-' }, { path: undefined }],
  ['no method', { m: '' }, { method: undefined }],
  ['a number of requests that is none', { cr: '-' }, { nth: undefined }],
  [
    'the names of nginx',
    { request_method: 'PUT', uri: '/x', status: '201' },
    { method: 'PUT', path: '/x', status: 201 },
  ],
  ['the request as a whole', { request: 'POST /y?z HTTP/1.1' }, { method: 'POST', path: '/y' }],
  ['a request that is none', { request: '' }, { method: undefined, path: undefined }],
])('reads of %s what stands beside the times', (_, fields, expected) => {
  expect(parseNginxLine(line(fields))).toMatchObject({ kind: 'traced', ...expected })
})

test('a format without upstream times tells no time of nginx', () => {
  expect(parseNginxLine(line({ urt: undefined, m: 'GET' }))).toMatchObject({ kind: 'untimed', method: 'GET' })
})

test('names of a prototype are names like others', () => {
  const text = `{"__proto__":{"rt":"9"},"constructor":"x","toString":"y","rt":"0.152","urt":""}`
  expect(parseNginxLine(text)).toMatchObject({ kind: 'untraced', requestUs: 152_000, isTraceable: false })
})
