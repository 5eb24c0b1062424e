// Called for every answer of a run: indexes into the header, no strings, no closures.

export const COMMA = 44
export const SEMICOLON = 59
export const EQUALS = 61
export const QUOTE = 34
const BACKSLASH = 92

/** The first place that is no space. */
export const skipSpace = (text: string, from: number): number => {
  let at = from
  for (let code = text.charCodeAt(at); code === 32 || code === 9; code = text.charCodeAt(at)) at++
  return at
}

/** Behind the token that begins there. */
export const tokenEnd = (text: string, from: number): number => {
  let at = from
  while (at < text.length && isTokenCode(text.charCodeAt(at))) at++
  return at
}

// Wider than RFC 9110's `tchar`: anything that does not separate, so that one odd character costs one metric only.
const isTokenCode = (code: number): boolean =>
  code > 32 && code !== COMMA && code !== SEMICOLON && code !== EQUALS && code !== QUOTE && code !== 127

/** Behind the quoted string that begins there; the text's end where it is not closed. */
export const quotedEnd = (text: string, quote: number): number => {
  let at = quote + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    at += code === BACKSLASH ? 2 : 1
  }
  return text.length
}
