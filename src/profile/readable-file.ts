import { accessSync, constants } from 'node:fs'
import type { Problem } from '../base/errors.js'
import type { Said } from './said.js'

/** Whether this process may read a file. */
export const isReadable = (file: string): boolean => {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}

/** What is wrong with a key that names a file which cannot be read: the path as it was written, and where it led. */
export const unreadable = (said: Said, key: readonly PropertyKey[], file: string, kind: string): Problem => {
  const written = said.text(key) ?? file
  const place = written === file ? '' : ` at ${file}`
  return { path: said.where(key), value: written, remedy: `nothing to read${place}; name a readable ${kind}` }
}
