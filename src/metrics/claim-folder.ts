import { accessSync, constants, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError } from '../base/errors.js'
import { bytesText } from '../base/quantity-text.js'
import { diskReason, diskRemedy } from './disk.js'
import { makeFolder, unmakeFolders } from './make-folder.js'
import { RUN_FILES } from './run-files.js'

// Reports of a short run take half of it.
const LEAST_ROOM_BYTES = 1_048_576

/**
 * Makes the folder of a run, before anything is started for it, and answers which folders had to be made. Throws a UsageError on
 * `--out` when it cannot be written, holds anything or has no room, and then has made none.
 */
export const claimRunFolder = (dir: string): readonly string[] => {
  const made = claimed(dir)
  try {
    tryRoom(join(dir, 'room.tmp'))
    return made
  } catch (error) {
    unmakeFolders(made)
    throw noRoom(dir, error)
  }
}

/** The folder cannot hold a run. */
export const noRoom = (dir: string, error: unknown): UsageError => {
  const remedy = `${diskRemedy(error)}, or name a folder elsewhere; a run takes ${bytesText(LEAST_ROOM_BYTES)} at least (${diskReason(error)})`
  return new UsageError([{ path: '--out', value: dir, remedy }])
}

const claimed = (dir: string): readonly string[] => {
  try {
    const made = makeFolder(resolve(dir))
    if (!statSync(dir).isDirectory()) throw new Error('it is a file')
    if (existsSync(join(dir, RUN_FILES.meta))) throw new Error('it holds another run already')
    // Reports have names that somebody else's files may have as well.
    if (readdirSync(dir).length > 0) throw new Error('it is not empty')
    accessSync(dir, constants.W_OK)
    return made
  } catch (error) {
    const remedy = `name a new folder that can be written (${diskReason(error)})`
    throw new UsageError([{ path: '--out', value: dir, remedy }])
  }
}

// Free blocks say nothing of quotas and limits, so it is tried.
const tryRoom = (path: string): void => {
  try {
    writeFileSync(path, Buffer.alloc(LEAST_ROOM_BYTES))
  } finally {
    rmSync(path, { force: true })
  }
}
