import type { Buffer } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { BodySink } from './body-sink.js'
import type { HttpRequest, ResponseHead } from './exchange.js'
import { gunzip } from './gunzip.js'

/** One answer as undici tells it, piece by piece; throws BrokenResponse beyond the limit of its body. */
export class UndiciAnswer {
  readonly #sink = new BodySink()
  readonly #isToHead: boolean
  readonly #isKept: boolean
  readonly #limitBytes: number
  #headers: IncomingHttpHeaders = {}
  /** 0 before the head. */
  status = 0

  constructor({ method, keepBody }: HttpRequest, limitBytes: number) {
    this.#isToHead = method === 'HEAD'
    this.#isKept = keepBody
    this.#limitBytes = limitBytes
  }

  begin(status: number, headers: IncomingHttpHeaders): void {
    this.status = status
    this.#headers = headers
    const isBodiless = this.#isToHead || status === 204 || status === 304
    const expectedBytes = isBodiless ? 0 : Number(headers['content-length'] ?? 0)
    this.#sink.begin(this.#isKept, expectedBytes, this.#limitBytes)
  }

  /** Trailers, of which only Server-Timing is taken. */
  end(trailers: IncomingHttpHeaders): void {
    const late = textOf(trailers['server-timing'])
    if (late === undefined) return
    const early = textOf(this.#headers['server-timing'])
    this.#headers = { ...this.#headers, 'server-timing': early === undefined ? late : `${early}, ${late}` }
  }

  add(bytes: Buffer): void {
    this.#sink.add(bytes, 0, bytes.length)
  }

  get head(): ResponseHead {
    const fieldOf = (name: string): string | undefined => textOf(this.#headers[name])
    return {
      contentType: fieldOf('content-type'),
      location: fieldOf('location'),
      serverTiming: fieldOf('server-timing'),
      etag: fieldOf('etag'),
      lastModified: fieldOf('last-modified'),
    }
  }

  get setCookies(): readonly string[] | undefined {
    const lines: string | string[] | undefined = this.#headers['set-cookie']
    return typeof lines === 'string' ? [lines] : lines
  }

  get bodyBytes(): number {
    return this.#sink.bytes
  }

  /** The body, unpacked when the whole of it was kept; BrokenResponse when it does not unpack. */
  takeBody(): string {
    const isGzipped = /^(x-)?gzip$/i.test(this.#headers['content-encoding'] ?? '')
    return this.#isKept && isGzipped && this.bodyBytes > 0
      ? gunzip(this.#sink.take(), this.#limitBytes).toString()
      : this.#sink.takeText()
  }
}

// Undici leaves blanks behind a value; only a list such as Server-Timing comes more than once.
const textOf = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value.join(', ') : value)?.trimEnd()
