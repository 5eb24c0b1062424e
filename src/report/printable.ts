/**
 * Text from outside, safe to print: line breaks and tabs become spaces, and what a terminal or an XML parser would act
 * on or refuse (control characters, bidirectional overrides, lone surrogates, non-characters) becomes `\u{1b}`.
 */
export const printable = (text: string): string => text.replace(/\r\n|[\n\r\t]/g, ' ').replace(UNPRINTABLE, named)

const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu

const named = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
