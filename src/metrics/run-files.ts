/** The files of a run's folder. */
export const RUN_FILES = {
  meta: 'run.json',
  seconds: 'seconds.jsonl',
  events: 'events.jsonl',
  examples: 'examples.json',
  end: 'end.json',
} as const

/** What a run's folder lacks because it could not be written, by file: the rest of one that grows, the whole of another. */
export type Unwritten = ReadonlyMap<string, Buffer>

/** The folder has it all. */
export const ALL_WRITTEN: Unwritten = new Map()
