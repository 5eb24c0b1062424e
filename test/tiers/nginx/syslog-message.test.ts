import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSyslogMessage } from '../../../src/tiers/nginx/syslog-message.js'

test.each([
  ['<190>Nov 28 11:02:06 web1 nginx: {"rt":"0.1"}', { host: 'web1', tag: 'nginx', text: '{"rt":"0.1"}' }],
  ['<190>Nov  8 09:05:01 web1.bank.example front_1: x', { host: 'web1.bank.example', tag: 'front_1', text: 'x' }],
  ['<0>Jan  1 00:00:00 nginx: {"a":"b: c"}', { tag: 'nginx', text: '{"a":"b: c"}' }],
  [
    '<191>Dec 31 23:59:59 h t: ::1 - - [x] "GET / HTTP/1.1"',
    { host: 'h', tag: 't', text: '::1 - - [x] "GET / HTTP/1.1"' },
  ],
  ['<190>Dec 31 23:59:59 nginx: ::1 - - x', { tag: 'nginx', text: '::1 - - x' }],
  ['<190>Dec 31 23:59:59 h nginx: relayed\n', { host: 'h', tag: 'nginx', text: 'relayed' }],
  ['<190>Dec 31 23:59:59 h nginx: ', { host: 'h', tag: 'nginx', text: '' }],
])('takes %s apart', (message, expected) => {
  expect(parseSyslogMessage(message)).toEqual(expected)
})

test.each([
  '',
  '{"rt":"0.1"}',
  '<192>Nov 28 11:02:06 web1 nginx: x',
  '<>Nov 28 11:02:06 web1 nginx: x',
  '<190>1 2024-05-01T10:00:00.123Z web1 nginx 7 - - x',
  '<190>Nov 28 11:02:06 web1 nginx x',
  '<190>Nov 28 11:02:06 web1 nginx[7]: x',
  ' <190>Nov 28 11:02:06 web1 nginx: x',
])('takes %j for none of nginx’s messages', (message) => {
  expect(parseSyslogMessage(message)).toBeUndefined()
})

test('hands on every line as it is, whatever it holds', () => {
  const line = fc.string({ unit: 'binary' }).map((text) => text.trimEnd())
  fc.assert(
    fc.property(line, fc.option(fc.constantFrom('web1', 'a.b-c'), { nil: undefined }), (text, host) => {
      const message = `<190>Nov 28 11:02:06 ${host === undefined ? '' : `${host} `}nginx: ${text}`
      expect(parseSyslogMessage(message)).toEqual({ ...(host !== undefined && { host }), tag: 'nginx', text })
    }),
  )
})

test('no datagram makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string().map((text) => `<190>${text}`),
      ),
      (message) => {
        parseSyslogMessage(message)
      },
    ),
  )
})
