export const HTAB = 0x09
export const LF = 0x0a
export const CR = 0x0d
export const SPACE = 0x20
export const COLON = 0x3a
export const SEMICOLON = 0x3b

/** RFC 9110 5.5: octets of a field's value are 1 here: visible ones, blanks and obs-text, no controls. */
export const IS_TEXT: Uint8Array = Uint8Array.from({ length: 256 }, (_, octet) =>
  octet === HTAB || (octet >= SPACE && octet !== 0x7f) ? 1 : 0,
)

/** RFC 9110 5.6.2: octets of a token, such as a field's name, are 1 here. */
export const IS_TOKEN: Uint8Array = Uint8Array.from({ length: 256 }, (_, octet) =>
  /[!#$%&'*+.^_`|~0-9A-Za-z-]/.test(String.fromCharCode(octet)) ? 1 : 0,
)

/** Are the octets from `start` to `end` (exclusive) this text in Latin-1? */
export const isText = (bytes: Uint8Array, start: number, end: number, text: string): boolean => {
  if (end - start !== text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false
  return true
}

/** Do the octets from `start` to `end` (exclusive) spell `lower`, a lower-case text, in whatever case? */
export const spells = (bytes: Uint8Array, start: number, end: number, lower: string): boolean => {
  if (end - start !== lower.length) return false
  for (let i = 0; i < lower.length; i++) {
    const octet = bytes[start + i] ?? 0
    if ((octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet) !== lower.charCodeAt(i)) return false
  }
  return true
}
