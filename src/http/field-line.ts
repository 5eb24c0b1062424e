import { BrokenResponse } from './broken-response.js'
import { COLON, HTAB, IS_TOKEN, SPACE } from './octets.js'

/** Index of the colon behind a field's name; a line without one, or folded onto the one before, breaks the response. */
export const colonOf = (bytes: Uint8Array, start: number, end: number): number => {
  let at = start
  while (at < end && IS_TOKEN[bytes[at] ?? 0] === 1) at++
  if (at > start && at < end && bytes[at] === COLON) return at
  // RFC 9112 5.2: a folded line makes two readers see two messages; none of Tatami's servers writes one.
  throw new BrokenResponse(isBlank(bytes[start]) ? 'a folded header line' : 'a header line without a name and a colon')
}

/** Index of a value's first octet that is no blank, `end` when it is empty. */
export const valueStart = (bytes: Uint8Array, from: number, end: number): number => {
  let at = from
  while (at < end && isBlank(bytes[at])) at++
  return at
}

/** Index behind a value's last octet that is no blank, `start` when it is empty. */
export const valueEnd = (bytes: Uint8Array, start: number, end: number): number => {
  let at = end
  while (at > start && isBlank(bytes[at - 1])) at--
  return at
}

const isBlank = (octet: number | undefined): boolean => octet === SPACE || octet === HTAB
