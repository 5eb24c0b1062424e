import { renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'

/** How files are written; tests pass one that is full. */
export interface Disk {
  /** Writes to an open file and answers how many bytes it took, which may be fewer. Throws the system's error. */
  append(file: number, bytes: Uint8Array): number
  /** Writes a file whole or not at all. Throws the system's error. */
  replace(path: string, content: string | Uint8Array): void
}

/** The system's own. */
export const systemDisk: Disk = {
  append: (file, bytes) => writeSync(file, bytes),
  // Written beside and renamed, so that a crash leaves the old file or the new one, never half of one.
  replace: (path, content) => {
    const unfinished = `${path}.tmp`
    try {
      writeFileSync(unfinished, content)
      renameSync(unfinished, path)
    } catch (error) {
      rmSync(unfinished, { force: true })
      throw error
    }
  },
}

/** What makes a folder take a file again that it refused. */
export const diskRemedy = (error: unknown): string =>
  ROOM_REMEDIES.get(codeOf(error)) ?? (codeOf(error) === 'ENOENT' ? 'put it back' : 'make it writable')

/** Whether it was refused for lack of room. */
export const isOutOfRoom = (error: unknown): boolean => ROOM_REMEDIES.has(codeOf(error))

/** What the system says of it. */
export const diskReason = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const ROOM_REMEDIES: ReadonlyMap<unknown, string> = new Map([
  ['ENOSPC', 'make room on its disk'],
  ['EDQUOT', 'make room within the disk quota'],
  ['EFBIG', 'raise the limit of file sizes (ulimit -f)'],
])

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
