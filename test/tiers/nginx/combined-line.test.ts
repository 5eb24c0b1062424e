import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseNginxLine } from '../../../src/tiers/nginx/log-line.js'
import { makeTraceparent, traceIdOf } from '../../../src/tiers/trace.js'

const COMBINED =
  '10.0.0.9 - - [28/Nov/2026:11:02:06 +0000] "GET /tatami/rest/groups?_=1 HTTP/1.1" 200 512 "-" "Mozilla/5.0"'
const TIMED = `${COMBINED} rt=0.152 uct="-, 0.000" uht="-, 0.052" urt="0.000, 0.150"`
const FACTS = { method: 'GET', path: '/tatami/rest/groups', status: 200 }

test('stock combined names a request and no time', () => {
  expect(parseNginxLine(COMBINED)).toEqual({ kind: 'untimed', ...FACTS })
})

test('named times behind it are read, and lists with retries', () => {
  expect(parseNginxLine(TIMED)).toEqual({
    ...{ kind: 'untraced', isTraceable: false, requestUs: 152_000, upstreamUs: 150_000, attempts: 2 },
    ...FACTS,
  })
})

test.each([
  ['without quotes', 'rt=0.152 uct=-, 0.000 uht=-, 0.052 urt=0.000, 0.150', { attempts: 2, upstreamUs: 150_000 }],
  ['with quotes throughout', 'rt="0.152" urt="0.150"', { attempts: 1, upstreamUs: 150_000 }],
  ['of several groups without quotes', 'urt=0.010, 0.020 : 0.030 rt=0.152', { attempts: 3, upstreamUs: 60_000 }],
  ['of no upstream', 'rt=0.152 urt="-"', { attempts: 0 }],
  ['of no upstream, escaped as JSON', 'rt=0.152 urt=""', { attempts: 0 }],
  ['of no upstream without quotes', 'urt=- rt=0.152', { attempts: 0 }],
  ['of nothing', 'urt= rt=0.152', { attempts: 0 }],
  ['by the names of nginx', 'request_time=0.152 upstream_response_time=0.150', { attempts: 1, upstreamUs: 150_000 }],
  [
    'behind other things',
    '"10.1.1.1, 10.2.2.2" 0.999 host=a.b gzip="2.1" rt=0.152 urt="0.150" ua="10.0.0.1:80"',
    { attempts: 1, upstreamUs: 150_000 },
  ],
  [
    'that come twice, of which the first counts',
    'rt=0.152 rt=9 urt="0.150" urt="7"',
    { attempts: 1, upstreamUs: 150_000 },
  ],
  ['with blanks at the end', 'rt=0.152 urt="0.150"  ', { attempts: 1, upstreamUs: 150_000 }],
])('reads times %s', (_, tail, expected) => {
  expect(parseNginxLine(`${COMBINED} ${tail}`)).toMatchObject({ kind: 'untraced', requestUs: 152_000, ...expected })
})

test('reads the trace header and what else the guide names', () => {
  const tp = makeTraceparent('0123456789abcdef', 1, 2, false)
  const line = `${TIMED} tp="${tp}" t=1795394510.123 cr=3 ssl=r cs=MISS ua="10.0.0.1:80, 10.0.0.2:80"`
  expect(parseNginxLine(line)).toMatchObject({
    ...{ kind: 'traced', traceId: traceIdOf('0123456789abcdef', 1, 2), loggedMs: 1_795_394_510_123 },
    ...{ nth: 3, tls: 'resumed', cache: 'MISS', attempts: 2 },
  })
})

test('a format with a place for the trace header says so where there is none', () => {
  expect(parseNginxLine(`${TIMED} tp="-"`)).toMatchObject({ kind: 'untraced', isTraceable: true })
})

test('numbers without a name are not guessed at', () => {
  expect(parseNginxLine(`${COMBINED} "10.0.0.1:80" "0.150" 0.152`)).toMatchObject({ kind: 'untimed' })
})

test.each([
  ['a user with a blank in the name', COMBINED.replace('- - [', '- anne lee ['), FACTS],
  ['an address of IP version 6', COMBINED.replace('10.0.0.9', '2001:db8::1'), FACTS],
  ['a socket', COMBINED.replace('10.0.0.9', 'unix:'), FACTS],
  ['no length', COMBINED.replace(' 512 ', ' - '), FACTS],
  ['a quote that the client sent', COMBINED.replace('Mozilla', '\\x22 rt=9 '), FACTS],
  ['a quote escaped as JSON', COMBINED.replace('Mozilla', '\\" rt=9 '), FACTS],
  [
    'no request at all',
    COMBINED.replace('GET /tatami/rest/groups?_=1 HTTP/1.1', ''),
    { method: undefined, path: undefined },
  ],
  [
    'TLS where plain HTTP is spoken',
    COMBINED.replace('GET /tatami/rest/groups?_=1 HTTP/1.1', '\\x16\\x03\\x01'),
    { status: 200 },
  ],
])('reads a line with %s', (_, line, expected) => {
  expect(parseNginxLine(line)).toMatchObject({ kind: 'untimed', ...expected })
})

test.each([
  ['cut in the head', COMBINED.slice(0, 30)],
  ['cut in the request', COMBINED.slice(0, 60)],
  ['cut in the last quotes', COMBINED.slice(0, -1)],
  ['cut in a list', TIMED.slice(0, -1)],
  ['with a status of two digits', COMBINED.replace(' 200 ', ' 20 ')],
  ['with a time that is none', `${COMBINED} rt=x urt="-"`],
  ['with lists that disagree', `${COMBINED} rt=0.1 urt="0.1, 0.2" ua="10.0.0.1:80"`],
  ['of the error log', '2026/11/28 11:02:06 [error] 7#7: *1 open() "/x" failed'],
])('a line %s is malformed', (_, line) => {
  expect(parseNginxLine(line)).toEqual({ kind: 'malformed' })
})

test('what a client sends can change nothing but its own fields', () => {
  // nginx escapes quotes, backslashes and what is no printable ASCII.
  const escaped = (text: string): string =>
    text.replace(
      /["\\]|[^ -~]/g,
      (one) => `\\x${(one.charCodeAt(0) & 0xff).toString(16).toUpperCase().padStart(2, '0')}`,
    )
  const sent = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('" rt=9', ' urt="7"', '\\', '\\"', 'rt=1'))
  fc.assert(
    fc.property(sent, sent, (referer, agent) => {
      const line = TIMED.replace('"-" "Mozilla/5.0"', () => `"${escaped(referer)}" "${escaped(agent)}"`)
      expect(parseNginxLine(line)).toMatchObject({ requestUs: 152_000, upstreamUs: 150_000, ...FACTS })
    }),
    { numRuns: 100 },
  )
})

test('no line makes it throw, and times are never negative or endless', () => {
  const piece = fc.constantFrom(
    '"',
    ' ',
    '=',
    'rt',
    'urt',
    'rt=',
    '-',
    ', ',
    ' : ',
    '0.1',
    '\\',
    '[',
    ']',
    '1e9',
    '__proto__=',
  )
  const tail = fc.array(piece).map((pieces) => pieces.join(''))
  const cut = fc.nat({ max: TIMED.length }).map((at) => TIMED.slice(0, at))
  fc.assert(
    fc.property(fc.oneof(cut, fc.string()), tail, (head, rest) => {
      for (const line of [head + rest, `${COMBINED} ${rest}`, `${TIMED} ${rest}`]) {
        const parsed = parseNginxLine(line)
        if (!('requestUs' in parsed)) continue
        for (const us of [parsed.requestUs, parsed.upstreamUs ?? 0]) {
          expect(Number.isSafeInteger(us) && us >= 0).toBe(true)
        }
      }
    }),
    { numRuns: 1_000 },
  )
})

// Quadratic behaviour would take minutes here and end in the suite's time limit.
test.each(['"', ' ', '=', 'a=', 'a', '\\', 'a ', 'a= ', '-, ', '[', '- '])(
  'reads a megabyte of %j in one pass',
  (piece) => {
    const much = piece.repeat(Math.ceil(1_000_000 / piece.length))
    for (const line of [much, `${COMBINED} ${much}`, `${COMBINED} rt=0.1 urt=${much}`]) {
      expect(parseNginxLine(line).kind).toMatch(/^(malformed|untimed|untraced)$/)
    }
  },
)
