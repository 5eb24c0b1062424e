import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReadOutcome, RequestReader } from '../../src/rehearsal/request-reader.js'

const reading = (...chunks: (string | Buffer)[]): ReadOutcome[] => {
  const reader = new RequestReader()
  const outcomes: ReadOutcome[] = []
  for (const chunk of chunks) {
    reader.push(Buffer.from(chunk))
    for (let outcome = reader.take(); ; outcome = reader.take()) {
      outcomes.push(outcome)
      if (typeof outcome === 'string') break
    }
  }
  return outcomes
}

const HEAD = 'POST /a HTTP/1.1\r\nHost: h\r\n'

describe('RequestReader', () => {
  it('reads any requests, however framed and however the network cuts them', () => {
    const request = fc.record({
      body: fc.string({ unit: 'binary', maxLength: 40 }),
      chunked: fc.boolean(),
      trailer: fc.boolean(),
      path: fc.stringMatching(/^[a-z0-9]{0,8}$/),
    })
    const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 4 }), cuts, (requests, sizes) => {
        const bytes = Buffer.concat(requests.map(onTheWire))
        const read = reading(...cut(bytes, sizes)).filter((outcome) => typeof outcome !== 'string')
        expect(read.map(({ path, body }) => ({ path, body }))).toEqual(
          requests.map(({ path, body }) => ({ path: `/${path}`, body })),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('takes any bytes without an exception, and gives up on them at once or waits', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'GET / HTTP/1.1',
        'Host: h',
        '\r\n',
        '\n',
        'Content-Length: 3',
        'Transfer-Encoding: chunked',
        '0',
      ),
      fc.string({ maxLength: 20 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(reading(pieces.join('')).at(-1)).toBeTypeOf('string')
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['no request line', 'hello\r\n\r\n'],
    ['no request line, and no end of the head in sight', 'hello\r\n'],
    ['another protocol', 'GET / HTTP/2.0\r\nHost: h\r\n\r\n'],
    ['lines that end without a carriage return', 'GET / HTTP/1.1\nHost: h\n\n'],
    ['no host', 'GET / HTTP/1.1\r\nAccept: a\r\n\r\n'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: h\r\nAccept\r\n\r\n'],
    ['a header with a space before its colon', 'GET / HTTP/1.1\r\nHost : h\r\n\r\n'],
    ['a folded header', 'GET / HTTP/1.1\r\nHost: h\r\n more\r\n\r\n'],
    ['a space in the target', 'GET /a b HTTP/1.1\r\nHost: h\r\n\r\n'],
    ['a length that is no number', `${HEAD}Content-Length: -1\r\n\r\n`],
    ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 1\r\n\r\na`],
    ['a length and chunks', `${HEAD}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a coding it does not know', `${HEAD}Transfer-Encoding: gzip\r\n\r\n`],
    ['a chunk size that is no number', `${HEAD}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`],
    ['a chunk longer than it says', `${HEAD}Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n`],
  ])('refuses a request with %s', (_, bytes) => {
    expect(reading(bytes)).toEqual(['malformed'])
  })

  it.each([
    ['a head', `GET / HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`],
    ['a head without an end', `GET / HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(17_000)}`],
    ['a body', `${HEAD}Content-Length: 1048577\r\n\r\n`],
    ['a chunked body', `${HEAD}Transfer-Encoding: chunked\r\n\r\n100001\r\n`],
  ])('refuses %s over the limit', (_, bytes) => {
    expect(reading(bytes)).toEqual(['too-large'])
  })

  it('asks once for the body of a client that waits to be asked', () => {
    const head = `${HEAD}Content-Length: 4\r\nExpect: 100-continue\r\n\r\n`
    expect(reading(head, 'bo', 'dy')).toMatchObject(['continue', 'more', { body: 'body' }, 'more'])
  })

  it('reads over empty lines before a request', () => {
    expect(reading('\r\n\r\nGET /a HTTP/1.1\r\nHost: h\r\n\r\n')).toMatchObject([{ path: '/a' }, 'more'])
  })
})

const onTheWire = (request: { body: string; chunked: boolean; trailer: boolean; path: string }): Buffer => {
  const head = `POST /${request.path} HTTP/1.1\r\nHost: h\r\n`
  const body = Buffer.from(request.body)
  if (!request.chunked) return Buffer.concat([Buffer.from(`${head}Content-Length: ${body.length}\r\n\r\n`), body])
  const chunks = cut(body, [7]).flatMap((part) => [Buffer.from(`${part.length.toString(16)};x=y\r\n`), part, CRLF])
  const end = request.trailer ? '0\r\nX-Sum: 1\r\n\r\n' : '0\r\n\r\n'
  return Buffer.concat([Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n`), ...chunks, Buffer.from(end)])
}

const CRLF = Buffer.from('\r\n')

const cut = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const parts: Buffer[] = []
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    parts.push(bytes.subarray(at, at + size))
    at += size
  }
  return parts
}
