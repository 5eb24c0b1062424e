import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { claimRunFolder, noRoom } from './claim-folder.js'
import { type Disk, diskReason, diskRemedy, systemDisk } from './disk.js'
import type { ErrorExample } from './error-example.js'
import { GrowingFile } from './growing-file.js'
import { RUN_FILES, type Unwritten } from './run-files.js'
import type { RunEnd, RunEvent, RunMeta } from './run-record.js'
import type { FailureKind } from './sample.js'
import type { SecondRecord } from './second-record.js'
import { withoutSecrets } from './without-secrets.js'

const EXAMPLES_PER_KIND = 3

/** Whom a writer tells, and what it writes with. */
export interface WriterOptions {
  /** The folder takes no more, in a sentence; called once. */
  readonly onTrouble?: (text: string) => void
  readonly disk?: Disk
}

/**
 * Writes a run's folder while it runs; what was handed over is with the system when the call returns. Where the system does not
 * take it, a full disk does not end a run of an hour: it is kept here, tried again, and handed out at the end.
 */
export class RunWriter {
  readonly #dir: string
  readonly #meta: string
  readonly #disk: Disk
  readonly #onTrouble: (text: string) => void
  readonly #seconds: GrowingFile
  readonly #events: GrowingFile
  readonly #examples = new Map<FailureKind, ErrorExample[]>()
  readonly #unreplaced = new Map<string, string>()
  #isTold = false

  /** Opens the folder before the first request. Throws a UsageError on `--out` when it cannot be written or holds anything. */
  constructor(dir: string, meta: RunMeta, { onTrouble = () => undefined, disk = systemDisk }: WriterOptions = {}) {
    this.#dir = dir
    this.#meta = textOf(withoutSecrets(meta))
    this.#disk = disk
    this.#onTrouble = onTrouble
    claimRunFolder(dir)
    let isOurs = false
    try {
      const file = openSync(join(dir, RUN_FILES.meta), 'wx')
      isOurs = true
      writeFileSync(file, this.#meta)
      closeSync(file)
      this.#seconds = new GrowingFile(join(dir, RUN_FILES.seconds), disk)
      this.#events = new GrowingFile(join(dir, RUN_FILES.events), disk)
    } catch (error) {
      if (isOurs) for (const name of Object.values(RUN_FILES)) rmSync(join(dir, name), { force: true })
      throw noRoom(dir, error)
    }
  }

  seconds(records: readonly SecondRecord[]): void {
    this.#attempt(() => this.#seconds.append(lines(records)))
  }

  event(event: RunEvent): void {
    this.#attempt(() => this.#events.append(lines([event])))
  }

  /** Keeps the first examples of each kind. */
  example(kind: FailureKind, example: ErrorExample): void {
    const known = this.#examples.get(kind) ?? []
    if (known.length >= EXAMPLES_PER_KIND) return
    this.#examples.set(kind, [...known, example])
    this.#replace(RUN_FILES.examples, textOf(Object.fromEntries(this.#examples)))
  }

  /** The run's last word; the folder is complete with it, but for what is answered. */
  end(end: RunEnd): Unwritten {
    this.#attempt(() => this.#seconds.append(''))
    this.#attempt(() => this.#events.append(''))
    for (const [name, text] of this.#unreplaced) this.#replace(name, text)
    // Without all seconds the folder must not claim to be complete: it stays marked as cut.
    if (this.#seconds.isWhole) this.#replace(RUN_FILES.end, textOf(end))
    else this.#unreplaced.set(RUN_FILES.end, textOf(end))
    const unwritten = this.#unwritten()
    this.#attempt(() => this.close())
    return unwritten
  }

  /** Gives up the files without an end: the run stays marked as cut. */
  close(): void {
    this.#seconds.close()
    this.#events.close()
  }

  #unwritten(): Unwritten {
    const missing = new Map<string, Buffer>([...this.#unreplaced].map(([name, text]) => [name, Buffer.from(text)]))
    // Somebody may have moved or removed the folder.
    if (!existsSync(join(this.#dir, RUN_FILES.meta))) {
      missing.set(RUN_FILES.meta, Buffer.from(this.#meta))
      missing.set(RUN_FILES.examples, Buffer.from(textOf(Object.fromEntries(this.#examples))))
    }
    const grown = [
      [RUN_FILES.seconds, this.#seconds.missing()],
      [RUN_FILES.events, this.#events.missing()],
    ] as const
    for (const [name, rest] of grown) if (rest.length > 0) missing.set(name, rest)
    return missing
  }

  #replace(name: string, text: string): void {
    this.#unreplaced.set(name, text)
    this.#attempt(() => {
      this.#disk.replace(join(this.#dir, name), text)
      this.#unreplaced.delete(name)
    })
  }

  #attempt(write: () => void): void {
    try {
      write()
    } catch (error) {
      if (this.#isTold) return
      // Whoever hears of it may write it down here as well.
      this.#isTold = true
      this.#onTrouble(troubleText(this.#dir, error))
    }
  }
}

const troubleText = (dir: string, error: unknown): string =>
  `${dir} cannot be written (${diskReason(error)}); the run goes on and keeps its figures in memory, so ${diskRemedy(error)} before it ends`

const textOf = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

const lines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('')
