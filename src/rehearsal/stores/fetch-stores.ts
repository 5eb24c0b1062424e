import { PreflightError } from '../../base/errors.js'
import { type FetchedServer, type FetchOptions, fetchedServer, fetchServer } from '../../servers/fetch-server.js'
import { findJdk } from '../../servers/jdk.js'
import { packageCache } from '../../servers/package-cache.js'

/** The packages that a rehearsal on real stores is started from. */
export const STORE_PACKAGES = ['cassandra', 'elasticsearch'] as const
export type StorePackage = (typeof STORE_PACKAGES)[number]

/** The command that brings them. */
export const FETCH_STORES = 'tatami-load rehearsal --fetch-stores'

/** Brings the real stores into the cache, one after the other; `begin` hears of each before. Throws a PreflightError without Java or Maven. */
export const fetchStores = async (
  begin: (name: StorePackage) => void,
  options: FetchOptions = {},
): Promise<readonly FetchedServer[]> => {
  await findJdk(options.env)
  const fetched: FetchedServer[] = []
  for (const name of STORE_PACKAGES) {
    begin(name)
    fetched.push(await fetchServer(name, options))
  }
  return fetched
}

/** Throws a PreflightError that says what brings the real stores, where they are not all there; and without Java. */
export const requireStores = async ({
  env = process.env,
  cache = packageCache(env),
}: FetchOptions = {}): Promise<void> => {
  await findJdk(env)
  for (const name of STORE_PACKAGES)
    await fetchedServer(name, cache).catch((error: unknown) => {
      throw new PreflightError(`${error instanceof Error ? error.message : error}: run \`${FETCH_STORES}\` once`)
    })
}
