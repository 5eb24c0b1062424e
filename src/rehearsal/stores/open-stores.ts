import type { RealStoresStart } from '../messages.js'
import type { ClusterState } from '../served-call.js'
import { openCassandra } from './cassandra-client.js'
import { inQuarters } from './in-quarters.js'
import { RealStores } from './real-stores.js'
import { openSearch } from './search-client.js'
import { seedStores } from './seed-stores.js'
import type { Stores } from './stores.js'
import { warmStores } from './warm-stores.js'

/** Real stores that hold what the seeded company has, and their clients. */
export interface OpenStores {
  readonly stores: Stores
  close(): Promise<void>
}

/** Connects to empty stores, fills them, and reads what logins read into the caches; `told` hears of it in sentences. */
export const openStores = async (
  { cassandra, elasticsearch, warmUsers }: RealStoresStart,
  state: ClusterState,
  told: (text: string) => void,
): Promise<OpenStores> => {
  const client = await openCassandra(cassandra)
  const search = openSearch(elasticsearch)
  const { population } = state.network.graph
  const filled = (percent: number) =>
    told(`real stores: ${percent} % of ${population} people with their posts are written`)
  await seedStores(client, search, state.network, cassandra.length, inQuarters(filled))
  const stores = new RealStores(client, search, state)
  const warm = (percent: number) => told(`real stores: ${percent} % of ${warmUsers} time-lines are warm`)
  const reads = await warmStores(stores, state.network, warmUsers, inQuarters(warm))
  told(`real stores: warm after ${reads} reads`)
  return { stores, close: () => Promise.all([client.close(), search.close()]).then(() => undefined) }
}
