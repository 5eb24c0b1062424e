import type { Buffer } from 'node:buffer'
import type { BodySink } from './body-sink.js'
import { BrokenResponse } from './broken-response.js'
import { CR, IS_TEXT, LF, SEMICOLON } from './octets.js'

const LINE_LIMIT_BYTES = 1_024
// 13 digits stay below 2^53.
const SIZE_DIGITS = 13

const SIZE = 0
const EXTENSION = 1
const SIZE_LF = 2
const DATA = 3
const DATA_CR = 4
const DATA_LF = 5
const LAST = 6

/** Takes chunks apart (RFC 9112 7.1) up to the line of the last one, cut wherever; extensions are skipped unread. */
export class ChunkReader {
  #state = SIZE
  #size = 0
  #digits = 0
  #lineBytes = 0

  begin(): void {
    this.#state = SIZE
    this.#size = this.#digits = this.#lineBytes = 0
  }

  /** Has the line of the last chunk been read? Trailers follow. */
  get isLast(): boolean {
    return this.#state === LAST
  }

  /** Puts data into the sink; returns where it stopped: at `to`, or behind the line of the last chunk. */
  read(bytes: Buffer, from: number, to: number, sink: BodySink): number {
    let at = from
    while (at < to && this.#state !== LAST) {
      if (this.#state === DATA) at = this.#data(bytes, at, to, sink)
      else this.#octet(bytes[at++] ?? 0)
    }
    return at
  }

  #data(bytes: Buffer, at: number, to: number, sink: BodySink): number {
    const until = Math.min(to, at + this.#size)
    sink.add(bytes, at, until)
    this.#size -= until - at
    if (this.#size === 0) this.#state = DATA_CR
    return until
  }

  #octet(octet: number): void {
    switch (this.#state) {
      case SIZE:
        this.#sizeOctet(octet)
        return
      case EXTENSION:
        if (octet === CR) this.#state = SIZE_LF
        else if (IS_TEXT[octet] !== 1 || ++this.#lineBytes > LINE_LIMIT_BYTES)
          throw new BrokenResponse('an odd chunk extension')
        return
      case SIZE_LF:
        this.#expect(octet, LF, this.#size === 0 ? LAST : DATA)
        return
      case DATA_CR:
        this.#expect(octet, CR, DATA_LF)
        return
      default:
        this.#expect(octet, LF, SIZE)
        this.#digits = this.#lineBytes = 0
    }
  }

  #sizeOctet(octet: number): void {
    const digit = hexDigit(octet)
    if (digit >= 0) {
      if (++this.#digits > SIZE_DIGITS) throw new BrokenResponse('an oversized chunk size')
      this.#size = this.#size * 16 + digit
      return
    }
    if (this.#digits === 0 || (octet !== CR && octet !== SEMICOLON)) throw new BrokenResponse('an odd chunk size')
    this.#state = octet === CR ? SIZE_LF : EXTENSION
  }

  #expect(octet: number, wanted: number, next: number): void {
    if (octet !== wanted) throw new BrokenResponse('a chunk that does not end where its size says')
    this.#state = next
  }
}

const hexDigit = (octet: number): number => {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30
  const lower = octet | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}
