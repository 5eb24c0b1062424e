import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PreflightError } from '../base/errors.js'
import { runMaven } from './maven.js'
import { packageCache, packageFolder } from './package-cache.js'
import { packagePom } from './package-pom.js'
import { type PackageName, packageOf, titleOf } from './server-packages.js'
import { Stack } from './stack.js'

/** A server's files on this machine. */
export interface FetchedServer {
  readonly name: PackageName
  readonly folder: string
  readonly bytes: number
  /** False when it was there before. */
  readonly isNew: boolean
}

export interface FetchOptions {
  /** Where fetched servers are kept. */
  readonly cache?: string
  /** With the search path on which Maven is. */
  readonly env?: NodeJS.ProcessEnv
}

/** What was fetched from, as the folder keeps it: another recipe is fetched anew. */
const RECIPE = 'pom.xml'

/**
 * Brings a server's files into the cache, all or nothing; what is there is not asked for again. Throws a PreflightError
 * with one sentence, without Maven, without a network, or on a full disk.
 */
export const fetchServer = async (name: PackageName, options: FetchOptions = {}): Promise<FetchedServer> => {
  const { env = process.env, cache = packageCache(env) } = options
  const folder = packageFolder(cache, name)
  const pom = packagePom(packageOf(name))
  const isThere = async (): Promise<boolean> => (await recipeOf(folder)) === pom
  if (await isThere()) return { name, folder, bytes: await sizeOf(folder), isNew: false }
  const stack = await openIn(cache)
  try {
    await writeFile(join(stack.folder, RECIPE), pom)
    await runMaven(stack, titleOf(name), env)
    const files = join(stack.folder, 'files')
    await rename(join(stack.folder, RECIPE), join(files, RECIPE))
    await putInPlace(files, folder, stack.folder, isThere)
  } finally {
    await stack.stop()
  }
  return { name, folder, bytes: await sizeOf(folder), isNew: true }
}

/** The same, where it must be there already. */
export const fetchedServer = async (name: PackageName, cache = packageCache(process.env)): Promise<FetchedServer> => {
  const folder = packageFolder(cache, name)
  if ((await recipeOf(folder)) !== packagePom(packageOf(name))) {
    throw new PreflightError(`${titleOf(name)} is not fetched yet (looked in ${folder})`)
  }
  return { name, folder, bytes: await sizeOf(folder), isNew: false }
}

// The folder of a fetch that is under way is a stack's, so that it goes even when this process is killed.
const openIn = async (cache: string): Promise<Stack> => {
  try {
    await mkdir(cache, { recursive: true })
    return await Stack.open(cache)
  } catch (error) {
    throw new PreflightError(
      `servers cannot be kept in ${cache} (${error instanceof Error ? error.message : error}): set TATAMI_LOAD_SERVERS to another folder`,
    )
  }
}

// A folder is renamed in one step; one of an older recipe goes out of the way first. Who was faster with the same recipe is right.
const putInPlace = async (
  files: string,
  folder: string,
  wastebasket: string,
  isThere: () => Promise<boolean>,
): Promise<void> => {
  if (await isThere()) return
  await rename(folder, join(wastebasket, 'older')).catch(ignoreMissing)
  try {
    await rename(files, folder)
  } catch (error) {
    if (!(await isThere())) throw error
  }
}

const ignoreMissing = (error: unknown): void => {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}

const recipeOf = (folder: string): Promise<string | undefined> =>
  readFile(join(folder, RECIPE), 'utf8').catch(() => undefined)

const sizeOf = async (folder: string): Promise<number> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(join(file.parentPath, file.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
