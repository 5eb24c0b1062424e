import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../base/errors.js'
import { ALL_WRITTEN, RUN_FILES, type Unwritten } from './run-files.js'
import { RUN_SCHEMA, type RunEnd, type RunEvent, type RunMeta, type StoredExamples } from './run-record.js'
import type { SecondRecord } from './second-record.js'

/** A run as it lies in its folder, without its seconds. */
export interface StoredRun {
  readonly meta: RunMeta
  /** Absent: the run was cut before it could write its end. */
  readonly end?: RunEnd
  readonly events: readonly RunEvent[]
  readonly examples: StoredExamples
}

/** How the seconds were read. */
export interface FoldOutcome {
  readonly records: number
  /** Whole lines that are no record. */
  readonly damaged: number
}

/** Sees what is read of a folder's files, piece by piece: at least one of each that is there, none of those that are missing. */
export type FileWitness = (name: string, bytes: Uint8Array) => void

/** Reads a run's folder, complete or cut, with what could not be written to it. Throws a UsageError when the folder holds no run. */
export const readRun = async (
  dir: string,
  unwritten = ALL_WRITTEN,
  seen: FileWitness = () => undefined,
): Promise<StoredRun> => {
  const meta = readMeta(dir, unwritten, seen)
  const events: RunEvent[] = []
  for await (const line of completeLines(dir, RUN_FILES.events, unwritten, seen)) {
    const event = parsed<RunEvent>(line)
    if (typeof event?.kind === 'string') events.push(event)
  }
  const end = replaced<RunEnd>(dir, RUN_FILES.end, unwritten, seen)
  const examples = replaced<StoredExamples>(dir, RUN_FILES.examples, unwritten, seen) ?? {}
  return { meta, ...(end && { end }), events, examples }
}

/** Reads only what a run was asked to do. Throws a UsageError when the folder holds no run. */
export const readMeta = (dir: string, unwritten = ALL_WRITTEN, seen: FileWitness = () => undefined): RunMeta => {
  const meta = replaced<RunMeta>(dir, RUN_FILES.meta, unwritten, seen)
  if (meta?.schema === RUN_SCHEMA) return meta
  const remedy = `name the folder of a run (a ${RUN_FILES.meta} of schema ${RUN_SCHEMA})`
  throw new UsageError([{ path: 'RUN_DIR', value: dir, remedy }])
}

const replaced = <T>(dir: string, name: string, unwritten: Unwritten, seen: FileWitness): T | undefined => {
  const text = unwritten.get(name) ?? contentOf(dir, name, seen)
  return text && parsed<T>(text.toString())
}

/** Gives every stored second to the consumer, one at a time, up to the last complete line. */
export const foldSeconds = async (
  dir: string,
  consumer: (record: SecondRecord) => void,
  unwritten = ALL_WRITTEN,
  seen: FileWitness = () => undefined,
): Promise<FoldOutcome> => {
  let records = 0
  let damaged = 0
  for await (const line of completeLines(dir, RUN_FILES.seconds, unwritten, seen)) {
    const record = parsed<SecondRecord>(line)
    if (typeof record?.second !== 'number') {
      damaged++
      continue
    }
    records++
    consumer(record)
  }
  return { records, damaged }
}

/** Lines that end with a newline: what follows the last one was cut while it was written. */
async function* completeLines(
  dir: string,
  name: string,
  unwritten: Unwritten,
  seen: FileWitness,
): AsyncGenerator<string> {
  let rest = ''
  // The end of what was written may be the middle of a character.
  const decoder = new TextDecoder()
  for await (const bytes of chunksOf(dir, name, unwritten.get(name), seen)) {
    const pieces = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = pieces.pop() ?? ''
    yield* pieces
  }
}

async function* chunksOf(
  dir: string,
  name: string,
  more: Buffer | undefined,
  seen: FileWitness,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of createReadStream(join(dir, name)) as AsyncIterable<Uint8Array>) {
      seen(name, bytes)
      yield bytes
    }
    seen(name, NOTHING)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  if (more) yield more
}

const NOTHING = new Uint8Array()

const contentOf = (dir: string, name: string, seen: FileWitness): Buffer | undefined => {
  try {
    const content = readFileSync(join(dir, name))
    seen(name, content)
    return content
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

// The tool's own files: their shape is vouched for by the schema in run.json, not checked field by field.
const parsed = <T>(text: string): T | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as T) : undefined
  } catch {
    return undefined
  }
}

/** Whether a file or its folder is not there. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
