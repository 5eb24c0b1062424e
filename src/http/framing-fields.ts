import type { Buffer } from 'node:buffer'
import { BrokenResponse } from './broken-response.js'
import { spells } from './octets.js'

// 15 digits stay below 2^53.
const LENGTH_DIGITS = 15
const ZERO = 0x30

/** What a head says of where its body ends and whether the connection goes on; contradictions break the response. */
export class FramingFields {
  /** -1 when not given. */
  contentLength = -1
  isChunked = false
  saysClose = false
  saysKeepAlive = false

  begin(): void {
    this.contentLength = -1
    this.isChunked = this.saysClose = this.saysKeepAlive = false
  }

  takeLength(bytes: Buffer, from: number, to: number): void {
    if (this.contentLength >= 0) throw new BrokenResponse('two Content-Lengths')
    if (this.isChunked) throw new BrokenResponse('both Content-Length and Transfer-Encoding')
    if (from === to || to - from > LENGTH_DIGITS) throw new BrokenResponse('an odd Content-Length')
    let length = 0
    for (let at = from; at < to; at++) {
      const digit = (bytes[at] ?? 0) - ZERO
      if (digit < 0 || digit > 9) throw new BrokenResponse('an odd Content-Length')
      length = length * 10 + digit
    }
    this.contentLength = length
  }

  takeCoding(bytes: Buffer, from: number, to: number, isCurrent: boolean): void {
    if (this.contentLength >= 0) throw new BrokenResponse('both Content-Length and Transfer-Encoding')
    // RFC 9112 6.1: a 1.0 message with a transfer coding has faulty framing; others than chunked were never asked for.
    if (!isCurrent || this.isChunked || !spells(bytes, from, to, 'chunked')) {
      throw new BrokenResponse('a Transfer-Encoding other than one chunked')
    }
    this.isChunked = true
  }

  takeConnection(bytes: Buffer, from: number, to: number): void {
    if (spells(bytes, from, to, 'keep-alive')) this.saysKeepAlive = true
    else if (spells(bytes, from, to, 'close')) this.saysClose = true
    else {
      const words = bytes
        .toString('latin1', from, to)
        .toLowerCase()
        .split(/[ \t]*,[ \t]*/)
      this.saysClose ||= words.includes('close')
      this.saysKeepAlive ||= words.includes('keep-alive')
    }
  }
}
