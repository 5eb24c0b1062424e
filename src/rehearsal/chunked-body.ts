import { Buffer } from 'node:buffer'

/** A whole chunked body, or why there is none: more bytes are needed, it breaks the rules, or it is over the limit. */
export type Dechunked = { readonly body: Buffer; readonly endsAt: number } | 'more' | 'malformed' | 'too-large'

/** Takes a chunked body apart that starts at `from`; trailers are read over. `endsAt` is where the next request starts. */
export const dechunk = (bytes: Buffer, from: number, limitBytes: number): Dechunked => {
  const parts: Buffer[] = []
  let total = 0
  for (let at = from; ; ) {
    const lineEnd = bytes.indexOf(CRLF, at)
    if (lineEnd < 0) return bytes.length - at > SIZE_LINE_LIMIT ? 'malformed' : 'more'
    const size = SIZE.exec(bytes.toString('latin1', at, lineEnd))?.[1]
    if (size === undefined) return 'malformed'
    const length = Number.parseInt(size, 16)
    const dataAt = lineEnd + 2
    if (length === 0) return trailers(bytes, dataAt, parts)
    total += length
    if (total > limitBytes) return 'too-large'
    if (bytes.length < dataAt + length + 2) return 'more'
    if (bytes[dataAt + length] !== CR || bytes[dataAt + length + 1] !== LF) return 'malformed'
    parts.push(bytes.subarray(dataAt, dataAt + length))
    at = dataAt + length + 2
  }
}

const [CR, LF] = [13, 10]
const CRLF = Buffer.from('\r\n')
const SIZE = /^([0-9a-f]{1,8})(?:[ \t]*;[^\r\n]*)?$/i
const SIZE_LINE_LIMIT = 1_024
const TRAILERS_LIMIT = 8_192

const trailers = (bytes: Buffer, from: number, parts: readonly Buffer[]): Dechunked => {
  for (let at = from; ; ) {
    const lineEnd = bytes.indexOf(CRLF, at)
    if (lineEnd < 0) return bytes.length - from > TRAILERS_LIMIT ? 'malformed' : 'more'
    if (lineEnd === at) return { body: Buffer.concat(parts), endsAt: lineEnd + 2 }
    if (lineEnd - from > TRAILERS_LIMIT) return 'malformed'
    at = lineEnd + 2
  }
}
