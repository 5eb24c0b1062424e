import { BrokenResponse } from './broken-response.js'
import { SPACE } from './octets.js'

const LEAST = 'HTTP/1.1 200'.length
const PREFIX: readonly number[] = [...'HTTP/1.'].map((letter) => letter.charCodeAt(0))
const ZERO = 0x30

/** Status of a status line of HTTP/1.0 or 1.1, times two, plus one for 1.1; the reason is skipped. */
export const readStatusLine = (bytes: Uint8Array, start: number, end: number): number => {
  for (let i = 0; i < PREFIX.length; i++) {
    if (start + i >= end || bytes[start + i] !== PREFIX[i])
      throw new BrokenResponse('the answer does not begin with HTTP/1.')
  }
  const minor = digit(bytes, start + PREFIX.length, end)
  if (minor > 1 || end - start < LEAST || bytes[start + PREFIX.length + 1] !== SPACE) throw new BrokenResponse(ODD)
  const at = start + PREFIX.length + 2
  const status = digit(bytes, at, end) * 100 + digit(bytes, at + 1, end) * 10 + digit(bytes, at + 2, end)
  // Old servers leave out the blank when there is no reason; RFC 9112 lets a client accept it.
  if (status < 100 || (at + 3 < end && bytes[at + 3] !== SPACE)) throw new BrokenResponse(ODD)
  return status * 2 + minor
}

const ODD = 'an odd status line'

const digit = (bytes: Uint8Array, at: number, end: number): number => {
  const value = at < end ? (bytes[at] ?? 0) - ZERO : -1
  if (value < 0 || value > 9) throw new BrokenResponse(ODD)
  return value
}
