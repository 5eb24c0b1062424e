import { Buffer } from 'node:buffer'
import type { Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { LineSplitter } from './line-splitter.js'
import { isMarkedAt, rotatedCopy } from './rotated-copy.js'
import { unlessMissing } from './unless-missing.js'

const CHUNK_BYTES = 64 * 1024
/** Enough to hold a time, an address or a trace that no other place in a log has. */
const MARK_BYTES = 256

/** One open log, whatever its name is by now, read as it grows. */
export class LogFile {
  /** Has anything been read of it? */
  hasGrown = false
  /** Times it was emptied and no copy was found that holds what had not been read. */
  emptied = 0

  readonly lines: LineSplitter
  readonly #path: string
  readonly #file: FileHandle
  readonly #device: number
  readonly #inode: number
  readonly #chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  #offset: number
  /** The last octets before the offset. */
  #mark: Buffer

  private constructor(path: string, file: FileHandle, stats: Stats, lines: LineSplitter, offset: number, mark: Buffer) {
    this.#path = path
    this.#file = file
    this.#device = stats.dev
    this.#inode = stats.ino
    this.lines = lines
    this.#offset = offset
    this.#mark = mark
  }

  /** Opens a log to read on from its start or from its end; undefined when there is none of that name. */
  static async open(path: string, from: 'start' | 'end', lines: LineSplitter): Promise<LogFile | undefined> {
    const file = await unlessMissing(open(path, 'r'))
    if (!file) return undefined
    try {
      const stats = await file.stat()
      const offset = from === 'end' ? stats.size : 0
      const mark = Buffer.alloc(Math.min(offset, MARK_BYTES))
      if (mark.length > 0) await file.read(mark, 0, mark.length, offset - mark.length)
      return new LogFile(path, file, stats, lines, offset, mark)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  /** Is it the file that has its name now? */
  is({ dev, ino }: Stats): boolean {
    return dev === this.#device && ino === this.#inode
  }

  /** Reads what was written since the last time, and answers whether that was anything. A log that was emptied is read from its start. */
  async readGrowth(): Promise<boolean> {
    const { size } = await this.#file.stat()
    if (size === this.#offset) return false
    if (size < this.#offset || !(await isMarkedAt(this.#file, this.#mark, this.#offset))) await this.#startOver()
    this.hasGrown = true
    // Up to the size seen now, so that a file which grows as fast as it is read does not hold us here.
    await this.#readTo(this.#file, size)
    return true
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  // Whoever empties a log in place copies it first (logrotate's copytruncate); what is unread stands behind the mark there.
  async #startOver(): Promise<void> {
    const copy = await rotatedCopy(this.#path, this.#mark, this.#offset)
    if (copy) {
      await this.#readTo(copy, (await copy.stat()).size)
      await copy.close()
    } else this.emptied++
    this.#offset = 0
    this.#mark = this.#mark.subarray(0, 0)
    this.lines.reset()
  }

  async #readTo(file: FileHandle, size: number): Promise<void> {
    while (this.#offset < size) {
      const wanted = Math.min(CHUNK_BYTES, size - this.#offset)
      const { bytesRead } = await file.read(this.#chunk, 0, wanted, this.#offset)
      if (bytesRead === 0) return
      this.#offset += bytesRead
      const read = this.#chunk.subarray(0, bytesRead)
      this.#mark = Buffer.concat([this.#mark, read.subarray(-MARK_BYTES)]).subarray(-MARK_BYTES)
      this.lines.take(read)
    }
  }
}
