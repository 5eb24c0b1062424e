import { Buffer } from 'node:buffer'

/** A value with its tag and length, as X.690 section 8 encodes it. */
export const tagged = (tag: number, ...contents: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(contents)
  return Buffer.concat([Buffer.of(tag), lengthOf(body.length), body])
}

export const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts)
export const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts)
/** `[number] EXPLICIT`. */
export const explicit = (number: number, ...parts: readonly Buffer[]): Buffer => tagged(0xa0 + number, ...parts)
/** `[number] IMPLICIT` of a primitive. */
export const implicit = (number: number, content: Buffer): Buffer => tagged(0x80 + number, content)
/** Big-endian two's complement; the caller sees to the sign. */
export const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes)
export const trueValue: Buffer = Buffer.of(0x01, 0x01, 0xff)
export const octets = (content: Buffer): Buffer => tagged(0x04, content)
export const bits = (content: Buffer, unused = 0): Buffer => tagged(0x03, Buffer.of(unused), content)
export const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text))

/** An object identifier from its dotted form. */
export const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)))
}

/** A time to the second; X.509 wants two-digit years until 2049 and four-digit ones from then on. */
export const time = (at: Date): Buffer => {
  const text = `${at.toISOString().replace(/[-T:]/g, '').slice(0, 14)}Z`
  return at.getUTCFullYear() < 2050 ? tagged(0x17, Buffer.from(text.slice(2))) : tagged(0x18, Buffer.from(text))
}

const lengthOf = (length: number): Buffer => {
  if (length < 0x80) return Buffer.of(length)
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff]
  return Buffer.from([0x80 + bytes.length, ...bytes])
}

const base128 = (value: number): readonly number[] => {
  const groups = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) groups.unshift(0x80 | (rest & 0x7f))
  return groups
}
