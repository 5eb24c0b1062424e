import type { Buffer } from 'node:buffer'
import type { ResponseHead } from './exchange.js'
import { colonOf, valueEnd, valueStart } from './field-line.js'
import { FramingFields } from './framing-fields.js'
import { isText, spells } from './octets.js'
import { readStatusLine } from './status-line.js'

const FIELDS = [
  'etag',
  'location',
  'connection',
  'set-cookie',
  'content-type',
  'server-timing',
  'last-modified',
  'content-length',
  'content-encoding',
  'transfer-encoding',
] as const
type Field = (typeof FIELDS)[number]

// Looked up by the name's length first, so that most lines of a head cost no comparison at all.
const BY_LENGTH: readonly (readonly Field[])[] = Array.from({ length: 18 }, (_, length) =>
  FIELDS.filter((field) => field.length === length),
)

/** What one head says, of what framing, cookies and scenarios need; reused from head to head. */
export class HeadFields {
  status = 0
  /** HTTP/1.1 and not 1.0. */
  isCurrent = false
  readonly framing = new FramingFields()
  isGzipped = false
  setCookies: string[] | undefined
  #contentType: string | undefined
  #lastType = ''
  #location: string | undefined
  #serverTiming: string | undefined
  #etag: string | undefined
  #lastModified: string | undefined

  /** Reads the first line of a head and forgets the head before. */
  statusLine(bytes: Buffer, start: number, end: number): void {
    const line = readStatusLine(bytes, start, end)
    this.status = line >> 1
    this.isCurrent = (line & 1) === 1
    this.isGzipped = false
    this.framing.begin()
    this.forget()
  }

  /** Lets go of texts, so that a reader that waits for work keeps nobody's cookies. */
  forget(): void {
    this.setCookies = undefined
    this.#contentType = this.#location = this.#serverTiming = this.#etag = this.#lastModified = undefined
  }

  get head(): ResponseHead {
    return {
      contentType: this.#contentType,
      location: this.#location,
      serverTiming: this.#serverTiming,
      etag: this.#etag,
      lastModified: this.#lastModified,
    }
  }

  /** Reads one further line. */
  line(bytes: Buffer, start: number, end: number): void {
    const colon = colonOf(bytes, start, end)
    const candidates = BY_LENGTH[colon - start]
    if (candidates === undefined) return
    for (const field of candidates) {
      if (!spells(bytes, start, colon, field)) continue
      const from = valueStart(bytes, colon + 1, end)
      this.#take(field, bytes, from, valueEnd(bytes, from, end))
      return
    }
  }

  /** Reads a line of the trailers, of which only Server-Timing is taken: what was framed by now is not theirs to change. */
  trailer(bytes: Buffer, start: number, end: number): void {
    const colon = colonOf(bytes, start, end)
    if (!spells(bytes, start, colon, 'server-timing')) return
    const from = valueStart(bytes, colon + 1, end)
    this.#take('server-timing', bytes, from, valueEnd(bytes, from, end))
  }

  // Hardly ever another one than in the answer before: the text at hand costs less than a new one.
  #typeText(bytes: Buffer, from: number, to: number): string {
    if (!isText(bytes, from, to, this.#lastType)) this.#lastType = bytes.toString('latin1', from, to)
    return this.#lastType
  }

  // Of repeated fields the first counts, as in browsers and Node; those that decide on framing break the response instead.
  #take(field: Field, bytes: Buffer, from: number, to: number): void {
    switch (field) {
      case 'content-length':
        this.framing.takeLength(bytes, from, to)
        return
      case 'transfer-encoding':
        this.framing.takeCoding(bytes, from, to, this.isCurrent)
        return
      case 'connection':
        this.framing.takeConnection(bytes, from, to)
        return
      case 'content-encoding':
        this.isGzipped = spells(bytes, from, to, 'gzip') || spells(bytes, from, to, 'x-gzip')
        return
      case 'set-cookie':
        this.setCookies ??= []
        this.setCookies.push(bytes.toString('latin1', from, to))
        return
      case 'server-timing': {
        const value = bytes.toString('latin1', from, to)
        this.#serverTiming = this.#serverTiming === undefined ? value : `${this.#serverTiming}, ${value}`
        return
      }
      case 'content-type':
        this.#contentType ??= this.#typeText(bytes, from, to)
        return
      case 'location':
        this.#location ??= bytes.toString('latin1', from, to)
        return
      case 'etag':
        this.#etag ??= bytes.toString('latin1', from, to)
        return
      case 'last-modified':
        this.#lastModified ??= bytes.toString('latin1', from, to)
    }
  }
}
