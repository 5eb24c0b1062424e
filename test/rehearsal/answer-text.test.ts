import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { answerText, refusalText, serverTiming } from '../../src/rehearsal/answer-text.js'
import { parseHead } from '../../src/rehearsal/request-head.js'
import { Work } from '../../src/rehearsal/work.js'

const request = (line = 'GET / HTTP/1.1', ...headers: string[]) => {
  const head = parseHead([line, 'Host: h', ...headers].join('\r\n'))
  if (head === undefined) throw new Error('malformed')
  return head
}
const reply = (body: string | Buffer, framing: 'length' | 'chunked') => ({
  status: 200,
  headers: 'A: b\r\n',
  body,
  framing,
})
const JETTY = 'Server: Jetty(8.1.13.v20130916)\r\n'

describe('answerText', () => {
  it.each<[string, string | Buffer, string | Buffer]>([
    [
      'with a length',
      answerText(reply('ab', 'length'), request()),
      `HTTP/1.1 200 OK\r\nA: b\r\n${JETTY}Content-Length: 2\r\n\r\nab`,
    ],
    [
      'in chunks',
      answerText(reply('ab', 'chunked'), request()),
      `HTTP/1.1 200 OK\r\nA: b\r\n${JETTY}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n`,
    ],
    [
      'in chunks, of nothing',
      answerText(reply('', 'chunked'), request()),
      `HTTP/1.1 200 OK\r\nA: b\r\n${JETTY}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'to a client that knows no chunks and keeps its connection',
      answerText(reply('ab', 'chunked'), request('GET / HTTP/1.0', 'Connection: keep-alive')),
      `HTTP/1.1 200 OK\r\nA: b\r\n${JETTY}Connection: keep-alive\r\nContent-Length: 2\r\n\r\nab`,
    ],
    [
      'to HEAD, without a body',
      answerText(reply('ab', 'length'), request('HEAD / HTTP/1.1', 'Connection: close')),
      `HTTP/1.1 200 OK\r\nA: b\r\n${JETTY}Connection: close\r\nContent-Length: 2\r\n\r\n`,
    ],
    [
      'that has no body by its status',
      answerText({ status: 304, headers: '', body: '', framing: 'length' }, request()),
      `HTTP/1.1 304 Not Modified\r\n${JETTY}\r\n`,
    ],
  ])('frames an answer %s', (_, text, expected) => {
    expect(text).toBe(expected)
  })

  it('counts bytes, not characters, and gives text that is not ASCII as bytes', () => {
    const text = answerText(reply('é', 'length'), request())
    expect(Buffer.isBuffer(text) && text.toString('utf8')).toMatch(/Content-Length: 2\r\n\r\né$/)
  })

  it('closes the connection of what it cannot read', () => {
    expect(refusalText(400)).toBe(`HTTP/1.1 400 Bad Request\r\n${JETTY}Connection: close\r\nContent-Length: 0\r\n\r\n`)
  })
})

describe('serverTiming', () => {
  const worked = (cassandra: number, elasticsearch: number): Work => {
    const work = new Work({ cassandra: { fails: () => false }, elasticsearch: { fails: () => false } }, 0)
    work.operations(cassandra)
    work.queries(elasticsearch)
    return work
  }
  const spent = { finishUs: 5_000, cassandraUs: 203, elasticsearchUs: 2_000 }

  it.each([
    [worked(3, 1), 'jetty;dur=4.412, cassandra;dur=0.203;desc="n=3", elasticsearch;dur=2.000;desc="n=1"'],
    [worked(1, 0), 'jetty;dur=4.412, cassandra;dur=0.203;desc="n=1"'],
    [worked(0, 0), 'jetty;dur=4.412'],
  ])('tells milliseconds, and leaves out what was not touched', (work, expected) => {
    expect(serverTiming(4_412, spent, work)).toBe(`Server-Timing: ${expected}\r\n`)
  })
})
