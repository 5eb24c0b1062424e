import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it that are missing. Not Node's own `recursive`, which never returns where the system denies a
 * folder although its parent is there (/proc). Throws the system's error.
 */
export const makeFolder = (path: string, mode = 0o777): void => {
  if (existsSync(path)) return
  makeFolder(dirname(path), mode)
  mkdirSync(path, { mode })
}
