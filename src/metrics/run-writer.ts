import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError } from '../base/errors.js'
import type { ErrorExample } from './error-example.js'
import { makeFolder } from './make-folder.js'
import type { RunEnd, RunEvent, RunMeta } from './run-record.js'
import type { FailureKind } from './sample.js'
import type { SecondRecord } from './second-record.js'

const EXAMPLES_PER_KIND = 3

/** The files of a run's folder. */
export const RUN_FILES = {
  meta: 'run.json',
  seconds: 'seconds.jsonl',
  events: 'events.jsonl',
  examples: 'examples.json',
  end: 'end.json',
} as const

/** Writes a run's folder while it runs; what was handed over is with the system when the call returns. */
export class RunWriter {
  readonly #dir: string
  readonly #seconds: number
  readonly #events: number
  readonly #examples = new Map<FailureKind, ErrorExample[]>()

  /** Opens the folder before the first request. Throws a UsageError on `--out` when it cannot be written or holds anything. */
  constructor(dir: string, meta: RunMeta) {
    this.#dir = dir
    claimRunFolder(dir)
    writeFileSync(join(dir, RUN_FILES.meta), `${JSON.stringify(withoutPassword(meta), null, 2)}\n`, { flag: 'wx' })
    this.#seconds = openSync(join(dir, RUN_FILES.seconds), 'a')
    this.#events = openSync(join(dir, RUN_FILES.events), 'a')
  }

  seconds(records: readonly SecondRecord[]): void {
    if (records.length > 0) writeWhole(this.#seconds, lines(records))
  }

  event(event: RunEvent): void {
    writeWhole(this.#events, lines([event]))
  }

  /** Keeps the first examples of each kind. */
  example(kind: FailureKind, example: ErrorExample): void {
    const known = this.#examples.get(kind) ?? []
    if (known.length >= EXAMPLES_PER_KIND) return
    this.#examples.set(kind, [...known, example])
    this.#replace(RUN_FILES.examples, Object.fromEntries(this.#examples))
  }

  /** The run's last word; the folder is complete with it. */
  end(end: RunEnd): void {
    this.#replace(RUN_FILES.end, end)
    this.close()
  }

  /** Gives up the files without an end: the run stays marked as cut. */
  close(): void {
    closeSync(this.#seconds)
    closeSync(this.#events)
  }

  // Written beside and renamed, so that a crash leaves the old file or the new one, never half of one.
  #replace(name: string, value: object): void {
    const path = join(this.#dir, name)
    writeFileSync(`${path}.tmp`, `${JSON.stringify(value, null, 2)}\n`)
    renameSync(`${path}.tmp`, path)
  }
}

/**
 * Makes the folder of a run, before anything is started for it, and answers which folders had to be made. Throws a UsageError on
 * `--out` when it cannot be written or holds anything.
 */
export const claimRunFolder = (dir: string): readonly string[] => {
  try {
    const made = makeFolder(resolve(dir))
    if (!statSync(dir).isDirectory()) throw new Error('it is a file')
    if (existsSync(join(dir, RUN_FILES.meta))) throw new Error('it holds another run already')
    // Reports have names that somebody else's files may have as well.
    if (readdirSync(dir).length > 0) throw new Error('it is not empty')
    accessSync(dir, constants.W_OK)
    return made
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError([{ path: '--out', value: dir, remedy: `name a new folder that can be written (${reason})` }])
  }
}

const lines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('')

// One write may take less than it was given.
const writeWhole = (file: number, text: string): void => {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

const withoutPassword = (meta: RunMeta): RunMeta => {
  const { accounts, target } = meta.profile
  return {
    ...meta,
    profile: {
      ...meta.profile,
      ...(accounts.kind === 'pattern' && { accounts: { ...accounts, password: '' } }),
      ...(target?.client && { target: { ...target, client: { ...target.client, passphrase: '' } } }),
    },
  }
}
