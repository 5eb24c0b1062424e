import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../base/errors.js'
import { RUN_SCHEMA, type RunEnd, type RunEvent, type RunMeta, type StoredExamples } from './run-record.js'
import { RUN_FILES } from './run-writer.js'
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

/** Reads a run's folder, complete or cut. Throws a UsageError when the folder holds no run. */
export const readRun = async (dir: string): Promise<StoredRun> => {
  const meta = json<RunMeta>(join(dir, RUN_FILES.meta))
  if (meta?.schema !== RUN_SCHEMA) {
    const remedy = `name the folder of a run (a ${RUN_FILES.meta} of schema ${RUN_SCHEMA})`
    throw new UsageError([{ path: 'RUN_DIR', value: dir, remedy }])
  }
  const events: RunEvent[] = []
  for await (const line of completeLines(join(dir, RUN_FILES.events))) {
    const event = parsed<RunEvent>(line)
    if (typeof event?.kind === 'string') events.push(event)
  }
  const end = json<RunEnd>(join(dir, RUN_FILES.end))
  return { meta, ...(end && { end }), events, examples: json<StoredExamples>(join(dir, RUN_FILES.examples)) ?? {} }
}

/** Gives every stored second to the consumer, one at a time, up to the last complete line. */
export const foldSeconds = async (dir: string, consumer: (record: SecondRecord) => void): Promise<FoldOutcome> => {
  let records = 0
  let damaged = 0
  for await (const line of completeLines(join(dir, RUN_FILES.seconds))) {
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
async function* completeLines(path: string): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const chunk of createReadStream(path, 'utf8')) {
      const pieces = (rest + String(chunk)).split('\n')
      rest = pieces.pop() ?? ''
      yield* pieces
    }
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

const json = <T>(path: string): T | undefined => {
  try {
    return parsed<T>(readFileSync(path, 'utf8'))
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

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
