import { describe, expect, it } from 'vitest'
import { parseHead } from '../../src/rehearsal/request-head.js'

const head = (...lines: string[]) => parseHead(['GET /a?b=c HTTP/1.1', 'Host: front.test:8443', ...lines].join('\r\n'))

describe('parseHead', () => {
  it('takes the target apart', () => {
    expect(head()).toMatchObject({ method: 'GET', path: '/a', query: 'b=c', host: 'front.test:8443', http11: true })
    expect(parseHead('GET http://h:1/x? HTTP/1.0')).toMatchObject({ path: '/x', query: '', http11: false })
  })

  it.each([
    ['accept: text/html', { accept: 'text/html' }],
    ['ACCEPT:', { accept: '' }],
    ['X-Requested-With: XMLHttpRequest', { xhr: true }],
    ['Content-Type:  application/json ', { contentType: 'application/json' }],
    ['If-Modified-Since: Wed', { ifModifiedSince: 'Wed' }],
    ['Cookie: JSESSIONID=abc.node1', { sessionCookie: 'abc.node1' }],
    ['Cookie: XJSESSIONID=no; a=b; JSESSIONID=abc; c=d', { sessionCookie: 'abc' }],
    ['Cookie: XJSESSIONID=no', { sessionCookie: undefined }],
    ['Connection: close', { keepAlive: false }],
    ['Connection: Upgrade', { keepAlive: true }],
    ['Content-Length: 12', { contentLength: 12 }],
    ['Transfer-Encoding: Chunked', { chunked: true }],
    ['Expect: 100-Continue', { expectsContinue: true }],
  ])('understands "%s"', (line, fields) => {
    expect(head(line)).toMatchObject(fields)
  })

  it('keeps a connection of HTTP/1.0 only when asked to', () => {
    expect(parseHead('GET / HTTP/1.0')).toMatchObject({ keepAlive: false })
    expect(parseHead('GET / HTTP/1.0\r\nConnection: keep-alive')).toMatchObject({ keepAlive: true })
  })
})
