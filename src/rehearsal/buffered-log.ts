import type { Writable } from 'node:stream'

/** nginx is told a second; half of it leaves room for a late timer. */
const FLUSH_MS = 500

/** A log that is written every now and then and not with each line. Owns its stream. */
export class BufferedLog {
  readonly #stream: Writable
  #pending = ''
  #timer: NodeJS.Timeout | undefined

  constructor(stream: Writable) {
    this.#stream = stream
  }

  /** Takes a line without its line break. */
  write(line: string): void {
    this.#pending += `${line}\n`
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS)
  }

  /** Writes what is left; resolves when all is written, or cannot be. */
  close(): Promise<void> {
    this.#flush()
    return new Promise((resolve) => this.#stream.end(() => resolve()))
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#pending !== '') this.#stream.write(this.#pending)
    this.#pending = ''
  }
}
