import { Buffer } from 'node:buffer'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { LineSplitter } from './line-splitter.js'

/** Which file is followed, and who hears of its lines. */
export interface LogTailOptions {
  readonly path: string
  /** A whole line without its line break. */
  readonly onLine: (line: string) => void
  /** Pause between looks at the file. */
  readonly pollMs?: number
  /** Longer lines are left out and counted. */
  readonly maxLineBytes?: number
}

const POLL_MS = 200
const CHUNK_BYTES = 64 * 1024

/**
 * Follows a growing log file from its end on, one chunk in memory at a time. A file that is missing is waited for; one that
 * shrank is read from its start; one that was moved away (rotation) is read to its end before the new one.
 */
export class LogTail {
  /** Looks at the file that failed; the next look reads what they missed. */
  failedReads = 0

  readonly #o: LogTailOptions
  readonly #chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  readonly #lines: LineSplitter
  #file: FileHandle | undefined
  #offset = 0
  #reading: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  constructor(options: LogTailOptions) {
    this.#o = options
    this.#lines = new LineSplitter(options.onLine, options.maxLineBytes ?? CHUNK_BYTES)
  }

  /** Lines longer than the limit, left out. */
  get oversized(): number {
    return this.#lines.oversized
  }

  /** Resolves once the place to start from is fixed. */
  async start(): Promise<void> {
    this.#file = await unlessMissing(open(this.#o.path, 'r'))
    this.#offset = (await this.#file?.stat())?.size ?? 0
    this.#timer = setInterval(() => void this.read(), this.#o.pollMs ?? POLL_MS)
    this.#timer.unref()
  }

  /** Reads what was written since the last look; one that fails is counted. Reads never overlap. */
  read(): Promise<void> {
    this.#reading = this.#reading.then(() =>
      this.#catchUp().catch(() => {
        this.failedReads++
      }),
    )
    return this.#reading
  }

  /** Reads to the end of the file once more and lets go of it. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.read()
    await this.#file?.close()
    this.#file = undefined
  }

  async #catchUp(): Promise<void> {
    // Looked up before the old file is read to its end, since a new one is written to only after the old one.
    const current = await unlessMissing(stat(this.#o.path))
    if (this.#file) await this.#readGrowth(this.#file)
    if (!current || current.ino === (await this.#file?.stat())?.ino) return
    await this.#file?.close()
    this.#file = undefined
    this.#file = await unlessMissing(open(this.#o.path, 'r'))
    this.#restart()
    if (this.#file) await this.#readGrowth(this.#file)
  }

  async #readGrowth(file: FileHandle): Promise<void> {
    const { size } = await file.stat()
    if (size < this.#offset) this.#restart()
    // Up to the size seen now, so that a file which grows as fast as it is read does not hold us here.
    while (this.#offset < size) {
      const wanted = Math.min(CHUNK_BYTES, size - this.#offset)
      const { bytesRead } = await file.read(this.#chunk, 0, wanted, this.#offset)
      if (bytesRead === 0) return
      this.#offset += bytesRead
      this.#lines.take(this.#chunk.subarray(0, bytesRead))
    }
  }

  #restart(): void {
    this.#offset = 0
    this.#lines.reset()
  }
}

// A log that is not there (yet, or between rotation and reopening) is one without news.
const unlessMissing = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
