import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { requestText } from '../../src/http/request-text.js'
import { request } from './asking.js'

const text = (changes: Parameters<typeof request>[0], cookies = ''): string => {
  const written = requestText(request({ headers: 'Accept: */*\r\n', ...changes }), 'Host: h\r\n', cookies)
  return typeof written === 'string' ? written : written.toString('latin1')
}

test.each([
  ['a GET', text({ path: '/a?b' }), 'GET /a?b HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n\r\n'],
  ['a HEAD', text({ method: 'HEAD' }), 'HEAD / HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n\r\n'],
  ['a DELETE', text({ method: 'DELETE' }), 'DELETE / HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n\r\n'],
  ['cookies', text({}, 'Cookie: A=1\r\n'), 'GET / HTTP/1.1\r\nHost: h\r\nAccept: */*\r\nCookie: A=1\r\n\r\n'],
  [
    'a trace',
    text({ traceparent: '00-a-b-01' }),
    'GET / HTTP/1.1\r\nHost: h\r\nAccept: */*\r\ntraceparent: 00-a-b-01\r\n\r\n',
  ],
  [
    'a PATCH',
    text({ method: 'PATCH', body: '{}' }),
    'PATCH / HTTP/1.1\r\nHost: h\r\nAccept: */*\r\nContent-Length: 2\r\n\r\n{}',
  ],
  ['an empty PUT', text({ method: 'PUT' }), 'PUT / HTTP/1.1\r\nHost: h\r\nAccept: */*\r\nContent-Length: 0\r\n\r\n'],
])('%s is written as browsers write it', (_, written, expected) => {
  expect(written).toBe(expected)
})

test('a body beyond ASCII is UTF-8, and a cookie beyond ASCII keeps its octets', () => {
  const written = requestText(request({ method: 'POST', body: 'é✓' }), 'Host: h\r\n', 'Cookie: A=\xe9\r\n')
  expect(Buffer.isBuffer(written)).toBe(true)
  const octets = Buffer.from(written).toString('latin1')
  expect(octets).toContain('Cookie: A=\xe9\r\nContent-Length: 5\r\n\r\n')
  expect(octets.endsWith(Buffer.from('é✓').toString('latin1'))).toBe(true)
})
