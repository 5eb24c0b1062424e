import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CookieJar } from '../../src/http/cookie-jar.js'

const NOW_MS = Date.parse('2026-11-25T10:00:00Z')

/** The Cookie line for `/tatami/` after these Set-Cookie lines, without its CRLF. */
const lineAfter = (setCookies: readonly string[], target = '/tatami/'): string => {
  const jar = new CookieJar()
  for (const setCookie of setCookies) jar.take(setCookie, '/tatami/login', NOW_MS)
  return jar.lineFor(target).trimEnd()
}

test.each<[string, readonly string[], string]>([
  ['nothing to begin with', [], ''],
  ['name and value', ['A=1;Path=/'], 'Cookie: A=1'],
  ['several in order of arrival', ['A=1;Path=/', 'B=2;Path=/'], 'Cookie: A=1; B=2'],
  ['the new value of a name', ['A=1;Path=/', 'A=2;Path=/'], 'Cookie: A=2'],
  ['a value with = and quotes', ['A="x=y";Path=/'], 'Cookie: A="x=y"'],
  ['blanks around name and value dropped', [' A = 1 ; Path = /'], 'Cookie: A=1'],
  ['an empty value', ['A=;Path=/'], 'Cookie: A='],
  ['no cookie without a name', ['=1', 'A', ''], ''],
  ['no cookie that has expired', ['A=1;Path=/;Expires=Thu, 01-Jan-1970 00:00:00 GMT'], ''],
  ['no cookie that is taken away', ['A=1;Path=/', 'A=;Path=/;Expires=Thu, 01 Jan 1970 00:00:00 GMT'], ''],
  ['no cookie with Max-Age=0', ['A=1;Path=/', 'A=1;Path=/;Max-Age=0'], ''],
  ['Max-Age before Expires', ['A=1;Path=/;Max-Age=60;Expires=Thu, 01 Jan 1970 00:00:00 GMT'], 'Cookie: A=1'],
  ['a cookie that expires later', ['A=1;Path=/;Expires=Wed, 25 Nov 2026 10:00:01 GMT'], 'Cookie: A=1'],
  ['a cookie with an unreadable date', ['A=1;Path=/;Expires=tomorrow'], 'Cookie: A=1'],
  ['a cookie for the path of its page', ['A=1'], 'Cookie: A=1'],
  ['no cookie of another path', ['A=1;Path=/other', 'B=2;Path=/tat'], ''],
  ['the same name of two paths', ['A=1;Path=/', 'A=2;Path=/tatami'], 'Cookie: A=1; A=2'],
])('the jar holds %s', (_, setCookies, line) => {
  expect(lineAfter(setCookies)).toBe(line)
})

test.each([
  ['/tatami', '/tatami?q=/x', true],
  ['/tatami', '/tatami/rest/groups', true],
  ['/tatami/', '/tatami', false],
  ['/tatami', '/tatamis', false],
  ['/', '/anything', true],
])('a cookie of path %s goes to %s: %s', (path, target, goes) => {
  expect(lineAfter([`A=1;Path=${path}`], target)).toBe(goes ? 'Cookie: A=1' : '')
})

test('a server that sets ever new cookies fills no memory', () => {
  const names = Array.from({ length: 500 }, (_, i) => `C${i}=1;Path=/`)
  expect(lineAfter(names).split(';')).toHaveLength(50)
  expect(lineAfter([`A=${'x'.repeat(5_000)};Path=/`])).toBe('')
})

test('whatever a header may hold, the line never breaks the request it stands in', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '=', ';', ' ', '"', ',', '\t', '/', '\xff', 'Path', 'Expires'),
    maxLength: 20,
  })
  const property = fc.property(fc.array(text, { maxLength: 5 }), (setCookies) => {
    expect(lineAfter(setCookies)).toMatch(/^(Cookie: [^\r\n]+)?$/)
  })
  fc.assert(property, { numRuns: 500 })
})
