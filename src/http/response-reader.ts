import type { Buffer } from 'node:buffer'
import { BodySink } from './body-sink.js'
import { BrokenResponse } from './broken-response.js'
import { ChunkReader } from './chunk-reader.js'
import { HeadFields } from './head-fields.js'
import { LineCutter } from './line-cutter.js'

/** Sizes beyond which an answer counts as broken. */
export interface ResponseLimits {
  /** Of all heads of one answer together, interim ones included; of the trailers too. */
  readonly headBytes: number
  /** As framed on the wire, and again after decompression. */
  readonly bodyBytes: number
}

const STATUS_LINE = 0
const FIELD_LINE = 1
const COUNTED = 2
const CHUNKS = 3
const TRAILERS = 4
const UNTIL_CLOSE = 5
const OVER = 6

/**
 * Reads one answer (RFC 9112, the strict reading) from the octets of a connection, however they are cut, and throws
 * BrokenResponse for whatever is none. `bench/http` measures it.
 */
export class ResponseReader {
  readonly fields = new HeadFields()
  readonly sink = new BodySink()
  readonly #limits: ResponseLimits
  readonly #lines = new LineCutter()
  readonly #chunks = new ChunkReader()
  #state = OVER
  #isToHead = false
  #isKept = false
  #leftBytes = 0

  constructor(limits: ResponseLimits) {
    this.#limits = limits
  }

  /** Begins the answer to a request; `isToHead` when that was a HEAD. */
  begin(isToHead: boolean, isKept: boolean): void {
    this.#isToHead = isToHead
    this.#isKept = isKept
    this.#state = STATUS_LINE
    this.#lines.begin('a head', this.#limits.headBytes)
  }

  /** Reads `bytes` up to `to`; true when the answer is over with them. Octets beyond it break it. */
  read(bytes: Buffer, to: number): boolean {
    let at = 0
    while (at < to) at = this.#step(bytes, at, to)
    return this.#state === OVER
  }

  /** Does the answer end where the server closes the connection? */
  get endsByClose(): boolean {
    return this.#state === UNTIL_CLOSE
  }

  /** Has a body been begun but not ended? */
  get isInBody(): boolean {
    return this.#state >= COUNTED && this.#state < OVER
  }

  /** May the connection serve another request? */
  get isPersistent(): boolean {
    const { isCurrent, framing } = this.fields
    return this.#state === OVER && !framing.saysClose && (isCurrent || framing.saysKeepAlive)
  }

  #step(bytes: Buffer, at: number, to: number): number {
    switch (this.#state) {
      case STATUS_LINE:
      case FIELD_LINE:
      case TRAILERS: {
        const behind = this.#lines.next(bytes, at, to)
        if (behind < 0) return to
        this.#line()
        return behind
      }
      case COUNTED: {
        const until = Math.min(to, at + this.#leftBytes)
        this.sink.add(bytes, at, until)
        this.#leftBytes -= until - at
        if (this.#leftBytes === 0) this.#state = OVER
        return until
      }
      case CHUNKS: {
        const behind = this.#chunks.read(bytes, at, to, this.sink)
        if (this.#chunks.isLast) this.#beginTrailers()
        return behind
      }
      case UNTIL_CLOSE:
        this.sink.add(bytes, at, to)
        return to
      default:
        throw new BrokenResponse('bytes beyond the end of the answer')
    }
  }

  #line(): void {
    const { bytes, start, end } = this.#lines
    if (this.#state === STATUS_LINE) {
      this.fields.statusLine(bytes, start, end)
      this.#state = FIELD_LINE
    } else if (this.#state === FIELD_LINE) {
      if (start === end) this.#endOfHead()
      else this.fields.line(bytes, start, end)
    } else if (start === end) this.#state = OVER
    else this.fields.trailer(bytes, start, end)
  }

  #beginTrailers(): void {
    this.#state = TRAILERS
    this.#lines.begin('trailers', this.#limits.headBytes)
  }

  // RFC 9112 6.3, in its order.
  #endOfHead(): void {
    const { status, framing } = this.fields
    const { isChunked, contentLength } = framing
    if (status < 200) {
      if (status === 101) throw new BrokenResponse('101 Switching Protocols, which nobody asked for')
      this.#state = STATUS_LINE
      return
    }
    const isBodiless = this.#isToHead || status === 204 || status === 304
    this.sink.begin(this.#isKept, isBodiless ? 0 : Math.max(0, contentLength), this.#limits.bodyBytes)
    if (isBodiless || contentLength === 0) this.#state = OVER
    else if (isChunked) {
      this.#chunks.begin()
      this.#state = CHUNKS
    } else if (contentLength > 0) {
      this.#leftBytes = contentLength
      this.#state = COUNTED
    } else this.#state = UNTIL_CLOSE
  }
}
