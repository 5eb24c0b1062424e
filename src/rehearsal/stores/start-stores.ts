import type { RehearsalSize } from '../../profile/event-profile.js'
import { type Cassandra, startCassandra } from '../../servers/cassandra.js'
import { startElasticsearch } from '../../servers/elasticsearch.js'
import { startOpenSearch } from '../../servers/opensearch.js'
import type { Server } from '../../servers/server.js'
import { packageOf } from '../../servers/server-packages.js'
import { type Cluster, clusterFor, requireNodes } from './cluster-for.js'
import { requireStores } from './fetch-stores.js'
import type { StoreAddresses } from './store-addresses.js'

/** Real stores of a rehearsal, up and empty. */
export interface StartedStores {
  readonly addresses: StoreAddresses
  readonly cassandra: readonly Cassandra[]
  readonly elasticsearch: Server
  stop(): Promise<void>
}

/** Thirds of the ring. */
const TOKENS = ['-9223372036854775808', '-3074457345618258603', '3074457345618258602'] as const
const SEARCH_HEAP_MB = 384
const START = { elasticsearch: startElasticsearch, opensearch: startOpenSearch } as const

/**
 * Starts Cassandra, as many nodes as were asked for and memory allows, and one node of Elasticsearch or OpenSearch; `told` hears what is
 * chosen and why. Throws a PreflightError for a fault on a node too many.
 */
export const startStores = async (
  size: Pick<RehearsalSize, 'cassandra' | 'faults' | 'search'>,
  parentFolder: string | undefined,
  told: (text: string) => void,
): Promise<StartedStores> => {
  const { search = 'elasticsearch' } = size
  await requireStores({ search })
  const cluster = clusterFor(size.cassandra, packageOf(search).title)
  requireNodes(cluster, size.faults)
  told(cluster.text)
  const started: Server[] = []
  const kept = <S extends Server>(server: S): S => {
    started.push(server)
    return server
  }
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()))
  }
  try {
    const searching = START[search]({
      heapMb: SEARCH_HEAP_MB,
      ...(parentFolder !== undefined && { parentFolder }),
    }).then(kept)
    const [elasticsearch, cassandra] = await bothOf(searching, startRing(cluster, parentFolder, kept))
    return {
      addresses: {
        cassandra: cassandra.map(({ address, port }) => ({ host: address, port })),
        elasticsearch: urlOf(elasticsearch),
      },
      cassandra,
      elasticsearch,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Where a server answers over HTTP. */
export const urlOf = ({ address, port }: Server): string => `http://${address}:${port}`

const startRing = async (
  { nodes, heapMb }: Cluster,
  parentFolder: string | undefined,
  kept: <S extends Server>(server: S) => S,
): Promise<readonly Cassandra[]> => {
  const [firstToken, ...otherTokens] = nodes === 1 ? [undefined] : TOKENS.slice(0, nodes)
  const options = { heapMb, ...(parentFolder !== undefined && { parentFolder }) }
  const first = kept(await startCassandra({ ...options, ...(firstToken !== undefined && { token: firstToken }) }))
  const others = otherTokens.map(async (token) =>
    kept(await startCassandra({ ...options, seeds: [first.seed], ...(token !== undefined && { token }) })),
  )
  return [first, ...(await allOf(others))]
}

// What fails must not leave others starting behind.
const allOf = async <T>(all: readonly Promise<T>[]): Promise<readonly T[]> => {
  await Promise.allSettled(all)
  return Promise.all(all)
}

const bothOf = async <A, B>(a: Promise<A>, b: Promise<B>): Promise<readonly [A, B]> => {
  await Promise.allSettled([a, b])
  return [await a, await b]
}
