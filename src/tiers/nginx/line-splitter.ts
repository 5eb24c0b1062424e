import { Buffer } from 'node:buffer'

const LINE_FEED = 10

/** Makes lines of a file's bytes, however they are cut into chunks; keeps the torn end of the last one. */
export class LineSplitter {
  /** Lines longer than the limit, left out so that memory stays bounded. */
  oversized = 0

  readonly #onLine: (line: string) => void
  readonly #maxLineBytes: number
  #torn: Buffer = Buffer.alloc(0)
  #isSkipping = false

  /** Calls `onLine` with each whole line, without its line break. */
  constructor(onLine: (line: string) => void, maxLineBytes: number) {
    this.#onLine = onLine
    this.#maxLineBytes = maxLineBytes
  }

  /** The bytes may be overwritten afterwards. Split at bytes, decoded by whole lines: a character may be torn, too. */
  take(bytes: Buffer): void {
    let from = 0
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
      this.#endLine(bytes.subarray(from, end))
      from = end + 1
    }
    this.#keep(bytes.subarray(from))
  }

  /** Forgets a torn line whose end will not come. */
  reset(): void {
    this.#torn = Buffer.alloc(0)
    this.#isSkipping = false
  }

  #endLine(rest: Buffer): void {
    const isWhole = !this.#isSkipping && this.#torn.length + rest.length <= this.#maxLineBytes
    const line = this.#torn.length === 0 ? rest : Buffer.concat([this.#torn, rest])
    this.reset()
    if (isWhole) this.#onLine(line.toString('utf8'))
    else this.oversized++
  }

  #keep(rest: Buffer): void {
    if (this.#isSkipping || rest.length === 0) return
    // Copied, because the chunk is filled anew.
    const torn = Buffer.concat([this.#torn, rest])
    this.#isSkipping = torn.length > this.#maxLineBytes
    this.#torn = this.#isSkipping ? Buffer.alloc(0) : torn
  }
}
