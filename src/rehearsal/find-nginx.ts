import { execFile } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { isExecutable } from '../base/is-executable.js'

/** An nginx that can be started. */
export interface Nginx {
  readonly path: string
  /** `1.22.1`. */
  readonly version: string
}

// Where packages put it, often not on the PATH of those who are not root.
const USUAL_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']

/** The first nginx of the search path, or of the usual folders, that tells its version; undefined when there is none. */
export const findNginx = async (
  searchPath = process.env['PATH'] ?? '',
  usualFolders: readonly string[] = USUAL_FOLDERS,
): Promise<Nginx | undefined> => {
  const folders = [...searchPath.split(delimiter).filter((folder) => folder !== ''), ...usualFolders]
  for (const folder of folders) {
    const path = join(folder, 'nginx')
    const version = isExecutable(path) ? await versionOf(path) : undefined
    if (version !== undefined) return { path, version }
  }
  return undefined
}

/** Whether a version is the other one or newer. */
export const isAtLeast = (version: string, wanted: string): boolean => {
  const parts = version.split('.').map(Number)
  for (const [i, part] of wanted.split('.').map(Number).entries()) {
    const difference = (parts[i] ?? 0) - part
    if (difference !== 0) return difference > 0
  }
  return true
}

const versionOf = async (path: string): Promise<string | undefined> => {
  try {
    const { stderr, stdout } = await promisify(execFile)(path, ['-v'], { timeout: 10_000 })
    return /nginx\/(\d+(?:\.\d+)*)/.exec(stderr + stdout)?.[1]
  } catch {
    return undefined
  }
}
