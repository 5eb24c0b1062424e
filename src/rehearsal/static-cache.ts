import type { Buffer } from 'node:buffer'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

interface Kept {
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
  readonly lastModifiedMs: number
}

/** Static files that a node answered once, whole; Tatami's two megabytes of them stay in memory. */
export class StaticCache {
  readonly #files = new Map<string, Kept>()

  /** Keeps a 200; how long the node once took for it is no news to those who get it from here. */
  keep(url: string, status: number, headers: OutgoingHttpHeaders, body: Buffer): void {
    if (status !== 200) return
    const { 'server-timing': _timing, ...rest } = headers
    this.#files.set(url, { headers: rest, body, lastModifiedMs: timeOf(headers['last-modified']) })
  }

  /** Answers from memory, with 304 to whoever has the file already; false when it is not here. */
  serve(asked: IncomingMessage, answer: ServerResponse): boolean {
    const kept = this.#files.get(asked.url ?? '')
    if (!kept) return false
    const since = timeOf(asked.headers['if-modified-since'])
    if (since >= kept.lastModifiedMs) {
      const { 'content-length': _length, ...headers } = kept.headers
      answer.writeHead(304, headers).end()
    } else {
      answer.writeHead(200, kept.headers).end(kept.body)
    }
    return true
  }
}

/** NaN, which compares as false with everything, without a date. */
const timeOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN)
