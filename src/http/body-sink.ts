import { Buffer } from 'node:buffer'
import { BrokenResponse } from './broken-response.js'

const START_BYTES = 64
const TRUSTED_BYTES = 262_144

/** Takes a body in pieces and keeps all of it, or its first 64 bytes; the limit holds either way. */
export class BodySink {
  /** Bytes of the body so far. */
  bytes = 0
  #isKept = false
  #expectedBytes = 0
  #limitBytes = 0
  #kept: Buffer = NOTHING
  #keptBytes = 0
  #lent: Buffer | undefined
  #lentFrom = 0
  #lentTo = 0

  /** Begins a body; `expectedBytes` is what the head promised, 0 when it did not say. */
  begin(isKept: boolean, expectedBytes: number, limitBytes: number): void {
    this.bytes = 0
    this.#isKept = isKept
    // A promise is free to make: memory follows it only so far.
    this.#expectedBytes = Math.min(expectedBytes, TRUSTED_BYTES)
    this.#limitBytes = limitBytes
    this.#keptBytes = 0
    this.#lent = undefined
    if (expectedBytes > limitBytes) throw new BrokenResponse('a body longer than the limit')
  }

  /** Adds the octets from `from` to `to` (exclusive). */
  add(bytes: Buffer, from: number, to: number): void {
    this.bytes += to - from
    if (this.bytes > this.#limitBytes) throw new BrokenResponse('a body longer than the limit')
    if (this.#isWhole(from, to)) {
      this.#lent = bytes
      this.#lentFrom = from
      this.#lentTo = to
      return
    }
    const until = this.#isKept ? to : Math.min(to, from + START_BYTES - this.#keptBytes)
    if (until <= from) return
    const needed = this.#keptBytes + until - from
    if (needed > this.#kept.length) this.#grow(needed)
    bytes.copy(this.#kept, this.#keptBytes, from, until)
    this.#keptBytes = needed
  }

  /** Hands over what was kept. */
  take(): Buffer {
    const lent = this.#lent
    if (lent) {
      this.#lent = undefined
      return Buffer.from(lent.subarray(this.#lentFrom, this.#lentTo))
    }
    const { length } = this.#kept
    const body = length === this.#keptBytes ? this.#kept : this.#kept.subarray(0, this.#keptBytes)
    this.#kept = NOTHING
    this.#keptBytes = 0
    return body
  }

  /** Hands over what was kept, as text. */
  takeText(): string {
    const lent = this.#lent
    if (!lent) return this.take().toString()
    this.#lent = undefined
    return lent.toString('utf8', this.#lentFrom, this.#lentTo)
  }

  // A body that comes in one piece, as nearly all do, is taken from where it lies, before the buffer is read into again.
  #isWhole(from: number, to: number): boolean {
    return this.#isKept && this.#expectedBytes > 0 && to - from === this.#expectedBytes
  }

  #grow(needed: number): void {
    const isFirst = this.#keptBytes === 0
    const wanted = this.#isKept ? (isFirst ? this.#expectedBytes : needed * 2) : Math.min(START_BYTES, needed)
    const grown = Buffer.allocUnsafe(Math.max(needed, wanted))
    this.#kept.copy(grown, 0, 0, this.#keptBytes)
    this.#kept = grown
  }
}

const NOTHING = Buffer.alloc(0)
