import type { Verdict } from './node-verdict.js'

interface Difference {
  /** Why the reader differs from Node's parser (llhttp 9), on purpose. */
  readonly reason: string
  readonly holds: (reader: Verdict, node: Verdict, answer: string) => boolean
}

const refuses = (reader: Verdict, why: string | RegExp): boolean =>
  reader.text === 'broken' && (typeof why === 'string' ? reader.why === why : why.test(reader.why))

const FRAMING_CODES = new Set([
  'HPE_INVALID_CONTENT_LENGTH',
  'HPE_UNEXPECTED_CONTENT_LENGTH',
  'HPE_INVALID_TRANSFER_ENCODING',
])

const DIFFERENCES: readonly Difference[] = [
  {
    reason:
      'Node passes a body of an unknown transfer coding, or a chunked 1.0 one, on; RFC 9112 6.1 calls that faulty',
    holds: (reader) => refuses(reader, 'a Transfer-Encoding other than one chunked'),
  },
  {
    reason: 'Node lets blank lines, and a second answer, follow a first; nobody pipelines here, so they are a fault',
    holds: (reader) => refuses(reader, 'bytes beyond the end of the answer'),
  },
  {
    reason: 'Node lets controls and bare carriage returns stand in a status line, where RFC 9112 4 has none',
    holds: (reader, _, answer) =>
      refuses(reader, /control|feed/) && /HTTP\/1\.\d \d+[^\n]*(\r(?!\n)|[^\t\r\n -~\x80-\xff])/.test(answer),
  },
  {
    reason: 'Node skips line ends before a status line; RFC 9112 2.2 allows that to servers only',
    holds: (reader, _, answer) => refuses(reader, /does not begin|feed/) && /(^|\r\n\r\n)[\r\n]+HTTP/.test(answer),
  },
  {
    reason: 'Node takes a status below 100 for one; RFC 9110 15 has none',
    holds: (reader, node) => refuses(reader, 'an odd status line') && /^\d{1,2} /.test(node.text),
  },
  {
    reason: 'Node takes an unasked-for 101 for the answer when it names no upgrade',
    holds: (reader) => refuses(reader, /^101 /),
  },
  {
    reason: 'Node checks the grammar of chunk extensions, which nobody reads; here only their octets and length count',
    holds: (_, node, answer) => node.why === 'HPE_STRICT' && /[0-9a-fA-F];/.test(answer),
  },
  {
    reason: 'Node takes a tab behind a value for a part of it in framing fields; RFC 9112 5 strips it',
    holds: (_, _node, answer) => /(content-length|transfer-encoding):[^\r\n]*\t\r\n/i.test(answer),
  },
  {
    reason:
      'Node reads framing fields in trailers too; RFC 9110 6.5.1 lets a client drop them, which cannot mislead it',
    holds: (_, node, answer) =>
      FRAMING_CODES.has(node.why) && /\r\n0+(;[^\r\n]*)?\r\n[\s\S]*(content-length|transfer-encoding):/i.test(answer),
  },
  {
    reason: 'Node takes an interim answer of HTTP/1.0 for the end of the connection',
    holds: (_, node, answer) => node.why === 'HPE_CLOSED_CONNECTION' && /HTTP\/1\.0 1\d\d/.test(answer),
  },
]

/** The reason for which the reader may differ from Node on this answer, if there is one. */
export const deliberateDifference = (reader: Verdict, node: Verdict, answer: string): string | undefined =>
  DIFFERENCES.find(({ holds }) => holds(reader, node, answer))?.reason
