import { Buffer } from 'node:buffer'
import type { AppRequest } from './app-request.js'
import { dechunk } from './chunked-body.js'
import { isRequestLine, parseHead, type RequestHead } from './request-head.js'

/** What the bytes so far give: a request, the need for more of them (`continue`: and the client waits), or a reason to give up. */
export type ReadOutcome = AppRequest | 'more' | 'continue' | 'malformed' | 'too-large'

/** Cuts the bytes of one connection into requests, however the network cut them. */
export class RequestReader {
  #bytes: Buffer = NOTHING
  /** Read already, its body is still on the way. */
  #head: RequestHead | undefined
  #hasContinued = false

  /** Bytes that are not part of a request taken yet. */
  get waitingBytes(): number {
    return this.#bytes.length
  }

  push(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk])
  }

  /** The next whole request; after `malformed` or `too-large` the connection cannot be read any further. */
  take(): ReadOutcome {
    if (this.#head === undefined) {
      const head = this.#takeHead()
      if (typeof head === 'string') return head
      this.#head = head
      this.#hasContinued = false
    }
    return this.#takeBody(this.#head)
  }

  #takeHead(): RequestHead | 'more' | 'malformed' | 'too-large' {
    this.#skipEmptyLines()
    const end = this.#bytes.indexOf(HEAD_END)
    if (end > HEAD_LIMIT || (end < 0 && this.#bytes.length > HEAD_LIMIT)) return 'too-large'
    if (end < 0) return this.#startsWell() ? 'more' : 'malformed'
    const head = parseHead(this.#bytes.toString('latin1', 0, end))
    if (head === undefined) return 'malformed'
    this.#skip(end + HEAD_END.length)
    return head
  }

  #takeBody(head: RequestHead): ReadOutcome {
    if (head.chunked) {
      const body = dechunk(this.#bytes, 0, BODY_LIMIT)
      if (body === 'more') return this.#wait(head)
      return typeof body === 'string' ? body : this.#finish(head, body.body, body.endsAt)
    }
    const length = head.contentLength ?? 0
    if (length === 0) return this.#finish(head, NOTHING, 0)
    if (length > BODY_LIMIT) return 'too-large'
    return this.#bytes.length < length ? this.#wait(head) : this.#finish(head, this.#bytes.subarray(0, length), length)
  }

  #finish(head: RequestHead, body: Buffer, endsAt: number): AppRequest {
    if (body.length > 0) head.body = body.toString('utf8')
    this.#head = undefined
    this.#skip(endsAt)
    return head
  }

  #wait({ expectsContinue }: RequestHead): 'more' | 'continue' {
    if (!expectsContinue || this.#hasContinued) return 'more'
    this.#hasContinued = true
    return 'continue'
  }

  // A first line that is none would otherwise be waited upon for ever.
  #startsWell(): boolean {
    const lineEnd = this.#bytes.indexOf(LF)
    if (lineEnd < 0) return true
    return this.#bytes[lineEnd - 1] === CR && isRequestLine(this.#bytes.toString('latin1', 0, lineEnd - 1))
  }

  // RFC 9112, 2.2: a server ignores empty lines before the request.
  #skipEmptyLines(): void {
    let at = 0
    while (this.#bytes[at] === CR && this.#bytes[at + 1] === LF) at += 2
    this.#skip(at)
  }

  #skip(bytes: number): void {
    if (bytes > 0) this.#bytes = bytes === this.#bytes.length ? NOTHING : this.#bytes.subarray(bytes)
  }
}

const [CR, LF] = [13, 10]
const NOTHING = Buffer.alloc(0)
const HEAD_END = Buffer.from('\r\n\r\n')
const HEAD_LIMIT = 16_384
const BODY_LIMIT = 1_048_576
