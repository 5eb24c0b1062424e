import fc from 'fast-check'

const HEADERS = [
  'Content-Type: text/html;charset=UTF-8',
  'X-Empty:',
  'Server-Timing: jetty;dur=1, cassandra;dur=2',
  'Connection: close',
  'Connection: keep-alive',
  'Set-Cookie: JSESSIONID=abc;Path=/',
  'X-Latin: \xe9\xff',
  'X-Tab:\ta\tb\t',
] as const

const header = fc.constantFrom(...HEADERS)
const body = fc.string({ unit: fc.constantFrom('a', '0', '\r', '\n', '\x00', '\xff', ' '), maxLength: 40 })
const statusLine = fc.constantFrom(
  'HTTP/1.1 200 OK',
  'HTTP/1.1 200',
  'HTTP/1.1 404 ',
  'HTTP/1.1 302 Found',
  'HTTP/1.0 200 OK',
  'HTTP/1.1 204 No Content',
  'HTTP/1.1 304 Not Modified',
  'HTTP/1.1 599 Odd\x80',
)
const interim = fc.constantFrom(
  '',
  '',
  '',
  'HTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n',
)
const size = (length: number, style: number): string =>
  style === 0 ? length.toString(16) : style === 1 ? length.toString(16).toUpperCase() : `00${length.toString(16)}`

const chunk = fc
  .tuple(body, fc.nat(2), fc.constantFrom('', '', ';a', ';a=b', ';a="b c"'))
  .map(([data, style, extension]) => (data === '' ? '' : `${size(data.length, style)}${extension}\r\n${data}\r\n`))

const chunked = fc
  .tuple(fc.array(chunk, { maxLength: 4 }), fc.constantFrom('', 'X-Trailer: 1\r\n', 'Expires: 0\r\nX-B:\r\n'))
  .map(([chunks, trailers]) => ['Transfer-Encoding: chunked', `${chunks.join('')}0\r\n${trailers}\r\n`] as const)
const counted = body.map((text) => [`Content-Length: ${text.length}`, text] as const)
const untilClose = body.map((text) => ['X-No-Length: 1', text] as const)

/** Answers as RFC 9112 has them, as Latin-1 text of one octet a character; what follows a bodiless status may be one too many. */
export const goodAnswer: fc.Arbitrary<string> = fc
  .tuple(interim, statusLine, fc.array(header, { maxLength: 3 }), fc.oneof(counted, chunked, untilClose), fc.nat(3))
  .map(([before, line, headers, [framing, content], at]) => {
    const lines = [...headers.slice(0, at), framing, ...headers.slice(at)]
    const isBodiless = /^HTTP\/1.1 (204|304)/.test(line)
    return `${before}${line}\r\n${lines.join('\r\n')}\r\n\r\n${isBodiless ? '' : content}`
  })

interface Mutation {
  /** Where, in ten-thousandths of the text's length. */
  readonly place: number
  readonly kind: 'insert' | 'replace' | 'delete' | 'repeat' | 'cut'
  readonly nasty: string
  /** How many octets it concerns. */
  readonly span: number
}

const OCTETS = ['\r', '\n', '\r\n', ' ', '\t', ':', ';', ',', '0', '9', 'a', 'G', '-', '\x00', '\x7f', '\x80'] as const
const WORDS = ['chunked', 'Content-Length: 3\r\n', 'Transfer-Encoding: chunked\r\n', 'HTTP/1.1 200 OK\r\n'] as const

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(9_999),
  kind: fc.constantFrom('insert', 'replace', 'delete', 'repeat', 'cut'),
  nasty: fc.constantFrom(...OCTETS, ...WORDS),
  span: fc.integer({ min: 1, max: 12 }),
})

const mutate = (text: string, { place, kind, nasty, span }: Mutation): string => {
  const at = Math.floor((place / 10_000) * text.length)
  const [before, here, after] = [text.slice(0, at), text.slice(at, at + span), text.slice(at + span)]
  switch (kind) {
    case 'insert':
      return before + nasty + here + after
    case 'replace':
      return before + nasty + text.slice(at + nasty.length)
    case 'delete':
      return before + after
    case 'repeat':
      return before + here + here + after
    case 'cut':
      return before
  }
}

/** Answers with one or two things wrong, or not: some mutations are harmless. */
export const oddAnswer: fc.Arbitrary<string> = fc
  .tuple(goodAnswer, fc.array(mutation, { minLength: 1, maxLength: 2 }))
  .map(([text, mutations]) => mutations.reduce(mutate, text))
