import { Buffer } from 'node:buffer'
import { BrokenResponse } from './broken-response.js'

const FIRST_HELD_BYTES = 256
// Not from `octets.ts`: V8 folds a module's own constants into a loop, but looks up imported ones for every octet.
const HTAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const DEL = 0x7f

/**
 * Cuts a head or trailers into lines ended by CRLF, without copying those that a read holds whole. A line that goes on in the
 * next read is held until then. Controls inside a line, bare LF and CR included, break the response.
 */
export class LineCutter {
  /** The last line is `bytes[start]` up to, not including, `bytes[end]`; good until the next call. */
  bytes: Buffer = NOTHING
  start = 0
  end = 0
  #held: Buffer = NOTHING
  #heldBytes = 0
  #budgetBytes = 0
  #section = ''

  /** Begins a section of lines, which messages call `section`, of at most `limitBytes` in all. */
  begin(section: string, limitBytes: number): void {
    this.#section = section
    this.#budgetBytes = limitBytes
    this.#heldBytes = 0
  }

  /** Index behind the line that begins or goes on at `from`, or -1 when it does not end before `to`. */
  next(bytes: Buffer, from: number, to: number): number {
    if (this.#heldBytes > 0) return this.#goOn(bytes, from, to)
    const stop = textEnd(bytes, from, to)
    const behind = lineEnd(bytes, stop, to)
    this.#spend((behind < 0 ? to : behind) - from)
    if (behind < 0) return this.#hold(bytes, from, to)
    this.bytes = bytes
    this.start = from
    this.end = stop
    return behind
  }

  #goOn(bytes: Buffer, from: number, to: number): number {
    const awaitsLf = this.#held[this.#heldBytes - 1] === CR
    if (awaitsLf && bytes[from] !== LF) throw new BrokenResponse('a carriage return without a line feed')
    const stop = awaitsLf ? from : textEnd(bytes, from, to)
    const behind = awaitsLf ? from + 1 : lineEnd(bytes, stop, to)
    this.#spend((behind < 0 ? to : behind) - from)
    if (behind < 0) return this.#hold(bytes, from, to)
    this.#hold(bytes, from, stop)
    this.bytes = this.#held
    this.start = 0
    this.end = awaitsLf ? this.#heldBytes - 1 : this.#heldBytes
    this.#heldBytes = 0
    return behind
  }

  #hold(bytes: Buffer, from: number, to: number): -1 {
    const needed = this.#heldBytes + to - from
    if (needed > this.#held.length) {
      const grown = Buffer.allocUnsafe(Math.max(FIRST_HELD_BYTES, needed * 2))
      this.#held.copy(grown, 0, 0, this.#heldBytes)
      this.#held = grown
    }
    bytes.copy(this.#held, this.#heldBytes, from, to)
    this.#heldBytes = needed
    return -1
  }

  #spend(count: number): void {
    this.#budgetBytes -= count
    if (this.#budgetBytes < 0) throw new BrokenResponse(`${this.#section} longer than the limit`)
  }
}

const NOTHING = Buffer.alloc(0)

const textEnd = (bytes: Buffer, from: number, to: number): number => {
  // RFC 9110 5.5: visible octets, blanks and obs-text, no controls.
  for (let at = from; at < to; at++) {
    const octet = bytes[at] as number
    if (octet < SPACE ? octet !== HTAB : octet === DEL) return at
  }
  return to
}

// `stop` is where the text ended: at its CR, at the end of what was read, or at an octet that has no place in a line.
const lineEnd = (bytes: Buffer, stop: number, to: number): number => {
  if (stop === to) return -1
  if (bytes[stop] !== CR)
    throw new BrokenResponse(
      bytes[stop] === LF ? 'a line feed without a carriage return' : 'a control character in a head',
    )
  if (stop + 1 === to) return -1
  if (bytes[stop + 1] !== LF) throw new BrokenResponse('a carriage return without a line feed')
  return stop + 2
}
