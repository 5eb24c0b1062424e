import type { Buffer } from 'node:buffer'
import { Malformed } from './span-bag.js'

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5
const LARGEST_FIELD = 2 ** 29 - 1

/**
 * Goes through the fields of one protobuf message (protobuf.dev/programming-guides/encoding). Whatever does not fit the format,
 * runs out of the message or has another type than it is read as, is a `Malformed`.
 */
export class WireReader {
  /** The number of the field that stands at hand. */
  field = 0

  readonly #bytes: Buffer
  #at = 0
  #type = 0
  #isPending = false

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Goes on to the next field, past the one at hand if nobody read it; false at the end. */
  next(): boolean {
    if (this.#isPending) this.#pass()
    if (this.#at === this.#bytes.length) return false
    const tag = this.#varint()
    this.field = Math.floor(tag / 8)
    this.#type = tag % 8
    if (this.field < 1 || this.field > LARGEST_FIELD) throw new Malformed()
    this.#isPending = true
    return true
  }

  /** A string, bytes or a message within this one; a view of the same memory. */
  bytes(): Buffer {
    this.#expect(BYTES)
    return this.#take(this.#varint())
  }

  text(): string {
    return this.bytes().toString('utf8')
  }

  hex(): string {
    return this.bytes().toString('hex')
  }

  fixed64(): bigint {
    this.#expect(FIXED64)
    return this.#take(8).readBigUInt64LE()
  }

  /** Exact up to 2^53; a negative number of the format's comes out as a very large one. */
  number(): number {
    this.#expect(VARINT)
    return this.#varint()
  }

  #expect(type: number): void {
    if (this.#type !== type) throw new Malformed()
    this.#isPending = false
  }

  #pass(): void {
    this.#isPending = false
    if (this.#type === VARINT) this.#varint()
    else if (this.#type === FIXED64) this.#take(8)
    else if (this.#type === BYTES) this.#take(this.#varint())
    else if (this.#type === FIXED32) this.#take(4)
    // Groups, which this protocol never had.
    else throw new Malformed()
  }

  #take(length: number): Buffer {
    const from = this.#at
    if (length > this.#bytes.length - from) throw new Malformed()
    this.#at = from + length
    return this.#bytes.subarray(from, this.#at)
  }

  #varint(): number {
    let value = 0
    let weight = 1
    for (let i = 0; i < 10; i++) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) throw new Malformed()
      value += (byte & 0x7f) * weight
      if (byte < 0x80) return value
      weight *= 128
    }
    throw new Malformed()
  }
}
