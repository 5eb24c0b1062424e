import { PreflightError } from '../../base/errors.js'
import type { SearchServer } from '../../profile/event-profile.js'
import { type FetchedServer, type FetchOptions, fetchedServer, fetchServer } from '../../servers/fetch-server.js'
import { findJdk } from '../../servers/jdk.js'
import { packageCache } from '../../servers/package-cache.js'

export type StorePackage = 'cassandra' | SearchServer

/** The packages that a rehearsal on real stores is started from. */
export const storePackages = (search: SearchServer = 'elasticsearch'): readonly StorePackage[] => ['cassandra', search]

/** What is brought, and to where. */
export interface StoresToFetch extends FetchOptions {
  readonly search?: SearchServer
}

/** Brings the real stores into the cache, one after the other; `begin` hears of each before. Throws a PreflightError without Java or Maven. */
export const fetchStores = async (
  begin: (name: StorePackage) => void,
  { search, ...options }: StoresToFetch = {},
): Promise<readonly FetchedServer[]> => {
  await findJdk(options.env)
  const fetched: FetchedServer[] = []
  for (const name of storePackages(search)) {
    begin(name)
    fetched.push(await fetchServer(name, options))
  }
  return fetched
}

/** Throws a PreflightError that says what brings the real stores, where they are not all there; and without Java. */
export const requireStores = async ({
  env = process.env,
  cache = packageCache(env),
  search,
}: StoresToFetch = {}): Promise<void> => {
  await findJdk(env)
  for (const name of storePackages(search))
    await fetchedServer(name, cache).catch((error: unknown) => {
      throw new PreflightError(
        `${error instanceof Error ? error.message : error}: run \`${fetchCommand(search)}\` once`,
      )
    })
}

/** The command that brings them; another one than the default is in a profile. */
const fetchCommand = (search: SearchServer = 'elasticsearch'): string =>
  `tatami-load rehearsal ${search === 'elasticsearch' ? '' : 'PROFILE '}--fetch-stores`
