import { stat } from 'node:fs/promises'
import { type Clock, monotonicClock } from '../../base/clock.js'
import { LineSplitter } from './line-splitter.js'
import { LogFile } from './log-file.js'
import { unlessMissing } from './unless-missing.js'

/** Which file is followed, and who hears of its lines. */
export interface LogTailOptions {
  readonly path: string
  /** A whole line without its line break. */
  readonly onLine: (line: string) => void
  /** Pause between looks at the file. */
  readonly pollMs?: number
  /** Longer lines are left out and counted. */
  readonly maxLineBytes?: number
  readonly clock?: Clock
}

const POLL_MS = 200
const MAX_LINE_BYTES = 64 * 1024
const KEPT_US = 10_000_000
const MOST_KEPT = 4

/** A log that was moved away, and when something of it was read last. */
interface Moved {
  readonly file: LogFile
  grownUs: number
}

/**
 * Follows a growing log file from its end on. A file that is missing is waited for; one that was emptied is read from its start. One
 * that was moved away (rotation) is read on beside the new one, until nobody has written to it for 10 s and the new one is in use: nginx's
 * master opens the new log before its workers leave the old one, and logrotate makes the new one long before that.
 */
export class LogTail {
  /** Looks at the file that failed; the next look reads what they missed. */
  failedReads = 0

  readonly #o: LogTailOptions
  readonly #clock: Clock
  #file: LogFile | undefined
  #moved: Moved[] = []
  #closed = { oversized: 0, emptied: 0 }
  #reading: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  constructor(options: LogTailOptions) {
    this.#o = options
    this.#clock = options.clock ?? monotonicClock
  }

  /** Lines longer than the limit, left out. */
  get oversized(): number {
    return this.#open.reduce((sum, { lines }) => sum + lines.oversized, this.#closed.oversized)
  }

  /** Times that the log was emptied and what had not been read of it was lost, if it was anything. */
  get emptied(): number {
    return this.#open.reduce((sum, file) => sum + file.emptied, this.#closed.emptied)
  }

  /** Resolves once the place to start from is fixed. */
  async start(): Promise<void> {
    this.#file = await this.#opened('end')
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

  /** Reads to the end of the file once more and lets go of it; does nothing where it follows none. */
  async stop(): Promise<void> {
    if (!this.#timer) return
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.read()
    for (const file of this.#open) await this.#close(file)
    this.#file = undefined
    this.#moved = []
  }

  get #open(): readonly LogFile[] {
    const files = this.#moved.map(({ file }) => file)
    return this.#file ? [...files, this.#file] : files
  }

  async #catchUp(): Promise<void> {
    const current = await unlessMissing(stat(this.#o.path))
    // Old before new, so that lines come in about the order in which they were written.
    for (const moved of this.#moved) if (await this.#hasGrown(moved.file)) moved.grownUs = this.#clock.nowUs()
    if (this.#file) await this.#hasGrown(this.#file)
    if (current && !this.#file?.is(current)) await this.#turnToNew()
    await this.#leaveSilent()
  }

  async #turnToNew(): Promise<void> {
    const file = await this.#opened('start')
    if (!file) return
    if (this.#file) this.#moved.push({ file: this.#file, grownUs: this.#clock.nowUs() })
    this.#file = file
    await this.#hasGrown(file)
  }

  // One that cannot be read does not keep us from the others.
  async #hasGrown(file: LogFile): Promise<boolean> {
    try {
      return await file.readGrowth()
    } catch {
      this.failedReads++
      return false
    }
  }

  async #leaveSilent(): Promise<void> {
    const silentSinceUs = this.#clock.nowUs() - KEPT_US
    const isInUse = this.#file?.hasGrown ?? false
    const isSilent = ({ grownUs }: Moved, i: number, all: readonly Moved[]): boolean =>
      (isInUse && grownUs < silentSinceUs) || i < all.length - MOST_KEPT
    const silent = this.#moved.filter(isSilent)
    this.#moved = this.#moved.filter((moved) => !silent.includes(moved))
    for (const { file } of silent) await this.#close(file)
  }

  #opened(from: 'start' | 'end'): Promise<LogFile | undefined> {
    const { path, onLine, maxLineBytes = MAX_LINE_BYTES } = this.#o
    return LogFile.open(path, from, new LineSplitter(onLine, maxLineBytes))
  }

  async #close(file: LogFile): Promise<void> {
    this.#closed.oversized += file.lines.oversized
    this.#closed.emptied += file.emptied
    await file.close()
  }
}
