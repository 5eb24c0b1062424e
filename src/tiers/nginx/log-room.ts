import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Which logs are looked after, and who hears of one that has no room; tests have disks of their own. */
export interface LogRoomOptions {
  readonly paths: readonly string[]
  /** A sentence, once for each log. */
  readonly onNote: (text: string) => void
  /** Room left on a folder's disk; rejects where that cannot be told. */
  readonly freeBytes?: (folder: string) => Promise<number>
}

const EVERY_MS = 1_000
// As much as nginx writes at once (`buffer=64k`): what does not fit is lost, and nginx has no room to complain of it either.
const LEAST_BYTES = 64 * 1024

/** Looks once a second whether the disks of logs have room for more lines. */
export class LogRoom {
  readonly #o: LogRoomOptions
  readonly #full = new Set<string>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: LogRoomOptions) {
    this.#o = options
  }

  /** Logs whose disk was full at any look. */
  get full(): number {
    return this.#full.size
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), EVERY_MS)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async look(): Promise<void> {
    const { paths, onNote, freeBytes = freeBytesOf } = this.#o
    for (const path of paths) {
      if (this.#full.has(path)) continue
      const free = await freeBytes(dirname(path)).catch(() => Number.POSITIVE_INFINITY)
      if (free >= LEAST_BYTES || this.#full.has(path)) continue
      this.#full.add(path)
      onNote(
        `the disk of nginx's log is full (${path}): until there is room again, times in network and nginx are missing; requests and their times are not concerned`,
      )
    }
  }
}

// What is kept for root alone is no room for others; root's own nginx writes into it.
const freeBytesOf = async (folder: string): Promise<number> => {
  const { blocks, bavail, bfree, bsize } = await statfs(folder)
  // Some file systems of a network do not say how large they are.
  if (blocks === 0) return Number.POSITIVE_INFINITY
  return (process.getuid?.() === 0 ? bfree : bavail) * bsize
}
