import { existsSync, mkdirSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it that are missing, and answers which, the outermost first. Not Node's own `recursive`, which
 * never returns where the system denies a folder although its parent is there (/proc). Throws the system's error, and then has
 * made none.
 */
export const makeFolder = (path: string, mode = 0o777): readonly string[] => {
  if (existsSync(path)) return []
  const above = makeFolder(dirname(path), mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    unmakeFolders(above)
    throw error
  }
  return [...above, path]
}

/** Takes folders away again that were made, as long as nothing stands in them. */
export const unmakeFolders = (made: readonly string[]): void => {
  try {
    for (const path of made.toReversed()) rmdirSync(path)
  } catch {
    // It holds something, so those around it stay as well.
  }
}
