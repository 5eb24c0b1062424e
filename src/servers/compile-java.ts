import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { PreflightError } from '../base/errors.js'
import type { Jdk } from './jdk.js'

export interface Compilation {
  /** Folder of the sources, which has no further folders. */
  readonly sources: string
  readonly classPath: readonly string[]
  readonly into: string
}

const WITHIN_MS = 60_000

/** Compiles the sources of one folder. Throws a PreflightError where there is no compiler, or with its first complaint. */
export const compileJava = async ({ javac }: Jdk, { sources, classPath, into }: Compilation): Promise<void> => {
  const files = (await readdir(sources)).map((name) => join(sources, name))
  const args = ['-proc:none', '-nowarn', '-encoding', 'UTF-8', '-d', into, '-cp', classPath.join(delimiter), ...files]
  try {
    await promisify(execFile)(javac, args, { timeout: WITHIN_MS })
  } catch (error) {
    throw new PreflightError(`the application of the Jetty nodes cannot be compiled: ${complaint(javac, error)}`)
  }
}

const complaint = (javac: string, error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT') return `there is no ${javac}, so it is a Java without its JDK`
  const stderr = 'stderr' in error ? String(error.stderr) : ''
  return /^.*\berror: .*$/m.exec(stderr)?.[0] ?? error.message
}
