import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readerVerdict } from './reader-verdict.js'

const read = (answer: string, options: Parameters<typeof readerVerdict>[1] = {}) =>
  readerVerdict([Buffer.from(answer, 'latin1')], options)

const OK = 'HTTP/1.1 200 OK\r\n'
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`

describe('answers that are whole', () => {
  test.each([
    ['with a length', `${OK}Content-Length: 3\r\n\r\nabc`, '200 abc'],
    ['with a length of 0', `${OK}Content-Length: 0\r\n\r\n`, '200 '],
    ['with leading zeros in its length', `${OK}Content-Length: 003\r\n\r\nabc`, '200 abc'],
    ['in chunks', `${CHUNKED}3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n`, '200 abc0123456789'],
    ['in no chunk', `${CHUNKED}0\r\n\r\n`, '200 '],
    ['in chunks with extensions', `${CHUNKED}3;a=b;c="d"\r\nabc\r\n0;x\r\n\r\n`, '200 abc'],
    ['in chunks with trailers', `${CHUNKED}3\r\nabc\r\n0\r\nX-A: 1\r\nContent-Length: 7\r\n\r\n`, '200 abc'],
    ['until the connection closes', `${OK}\r\nabc`, '200 abc'],
    ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nabc', '200 abc'],
    ['without a reason', 'HTTP/1.1 200\r\nContent-Length: 1\r\n\r\na', '200 a'],
    [
      'behind interim ones',
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}Content-Length: 1\r\n\r\na`,
      '200 a',
    ],
    ['204, whatever its length says', 'HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n', '204 '],
    ['304, whatever its length says', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n', '304 '],
    ['in any case of letters', `${OK}cOnTeNt-LeNgTh:\t3 \r\n\r\nabc`, '200 abc'],
  ])('%s', (_, answer, expected) => {
    expect(read(answer)).toEqual({ text: expected, why: 'whole' })
  })

  test('to a HEAD, whatever its length says', () => {
    expect(read(`${OK}Content-Length: 3\r\n\r\n`, { isToHead: true }).text).toBe('200 ')
  })

  test('gzipped in chunks', () => {
    const packed = gzipSync('hello').toString('latin1')
    const head = `${OK}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n`
    expect(read(`${head}${packed.length.toString(16)}\r\n${packed}\r\n0\r\n\r\n`).text).toBe('200 hello')
  })
})

describe('answers that are broken', () => {
  test.each([
    ['conflicting lengths', `${OK}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`, 'two Content-Lengths'],
    ['equal lengths twice', `${OK}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`, 'two Content-Lengths'],
    ['a list of lengths', `${OK}Content-Length: 3, 3\r\n\r\nabc`, 'an odd Content-Length'],
    ['a signed length', `${OK}Content-Length: +3\r\n\r\nabc`, 'an odd Content-Length'],
    ['an empty length', `${OK}Content-Length:\r\n\r\n`, 'an odd Content-Length'],
    ['a length beyond 2^53', `${OK}Content-Length: 99999999999999999999\r\n\r\n`, 'an odd Content-Length'],
    [
      'length and chunks',
      `${OK}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n`,
      'both Content-Length and Transfer-Encoding',
    ],
    [
      'chunks and length',
      `${OK}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n`,
      'both Content-Length and Transfer-Encoding',
    ],
    ['another coding', `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n`, 'a Transfer-Encoding other than one chunked'],
    [
      'chunks of HTTP/1.0',
      'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
      'a Transfer-Encoding other than one chunked',
    ],
    ['a folded header', `${OK}X-A: 1\r\n 2\r\n\r\n`, 'a folded header line'],
    ['a blank before the colon', `${OK}X-A : 1\r\n\r\n`, 'a header line without a name and a colon'],
    ['a header without a name', `${OK}: 1\r\n\r\n`, 'a header line without a name and a colon'],
    ['a bare line feed', 'HTTP/1.1 200 OK\nX-A: 1\n\n', 'a line feed without a carriage return'],
    ['a bare carriage return', `${OK}X-A: 1\r2\r\n\r\n`, 'a carriage return without a line feed'],
    ['a NUL in a header', `${OK}X-A: \0\r\n\r\n`, 'a control character in a head'],
    ['another version', 'HTTP/2.0 200 OK\r\n\r\n', 'the answer does not begin with HTTP/1.'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n', 'an odd status line'],
    ['a status of four', 'HTTP/1.1 2000 OK\r\n\r\n', 'an odd status line'],
    [
      '101',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n',
      '101 Switching Protocols, which nobody asked for',
    ],
    ['a chunk size that is none', `${CHUNKED}x\r\n`, 'an odd chunk size'],
    ['an empty chunk size', `${CHUNKED}\r\n`, 'an odd chunk size'],
    ['a negative chunk size', `${CHUNKED}-1\r\n`, 'an odd chunk size'],
    ['a chunk size beyond 2^53', `${CHUNKED}FFFFFFFFFFFFFFFF\r\n`, 'an oversized chunk size'],
    [
      'a chunk longer than it said',
      `${CHUNKED}3\r\nabcd\r\n0\r\n\r\n`,
      'a chunk that does not end where its size says',
    ],
    ['a trailer that is none', `${CHUNKED}0\r\nnonsense\r\n\r\n`, 'a header line without a name and a colon'],
    ['octets beyond the end', `${OK}Content-Length: 3\r\n\r\nabcd`, 'bytes beyond the end of the answer'],
    ['a second answer', `${OK}Content-Length: 0\r\n\r\n${OK}`, 'bytes beyond the end of the answer'],
    ['a head cut short', 'HTTP/1.1 200 OK\r\nContent-Le', 'cut short'],
    ['a body cut short', `${OK}Content-Length: 3\r\n\r\nab`, 'cut short'],
    ['chunks cut short', `${CHUNKED}3\r\nabc\r\n`, 'cut short'],
    ['trailers cut short', `${CHUNKED}0\r\nX-A: 1\r\n`, 'cut short'],
    [
      'gzip cut short',
      `${OK}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08`,
      'a gzipped body that does not unpack within the limit',
    ],
  ])('%s', (_, answer, why) => {
    expect(read(answer)).toEqual({ text: 'broken', why })
  })
})

describe('limits', () => {
  const limits = { headBytes: 100, bodyBytes: 10 }
  test.each([
    ['a head', `${OK}X: ${'x'.repeat(100)}\r\n\r\n`, 'a head longer than the limit'],
    ['interim heads together', `${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(4)}${OK}\r\n`, 'a head longer than the limit'],
    ['a body by its length', `${OK}Content-Length: 11\r\n\r\n`, 'a body longer than the limit'],
    ['a body in chunks', `${CHUNKED}6\r\nabcdef\r\n6\r\nabcdef\r\n0\r\n\r\n`, 'a body longer than the limit'],
    ['a body until close', `${OK}\r\n01234567890`, 'a body longer than the limit'],
    ['an extension', `${CHUNKED}1;${'x'.repeat(1_100)}\r\n`, 'an odd chunk extension'],
    ['trailers', `${CHUNKED}0\r\n${'X-A: 1\r\n'.repeat(20)}\r\n`, 'trailers longer than the limit'],
  ])('hold for %s', (_, answer, why) => {
    expect(read(answer, { limits })).toEqual({ text: 'broken', why })
  })

  test('hold for what a small gzipped body unpacks to', () => {
    const packed = gzipSync('x'.repeat(5_000)).toString('latin1')
    const answer = `${OK}Content-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n${packed}`
    expect(read(answer, { limits: { headBytes: 1_000, bodyBytes: 4_999 } }).text).toBe('broken')
    expect(read(answer, { limits: { headBytes: 1_000, bodyBytes: 5_000 } }).text).toBe(`200 ${'x'.repeat(5_000)}`)
  })
})
