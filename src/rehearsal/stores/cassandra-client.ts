import type { Client } from 'cassandra-driver'
import type { HostAndPort } from '../../profile/tier-sources.js'

/** One row, by its columns. */
export type Row = Readonly<Record<string, unknown>>
/** A statement and its parameters. */
export type Statement = readonly [query: string, parameters: readonly unknown[]]

const ANSWER_WITHIN_MS = 12_000
/** As Tatami's Hector is set: reads of one replica, writes of most. */
export interface CassandraClient {
  read(query: string, parameters: readonly unknown[]): Promise<readonly Row[]>
  write(query: string, parameters: readonly unknown[]): Promise<unknown>
  /** Without a log, for what is there before anybody reads. */
  writeAll(statements: readonly Statement[]): Promise<unknown>
  /** Of the schema. */
  change(statement: string): Promise<unknown>
  close(): Promise<void>
}

/** Connects to all nodes of a cluster. The driver is loaded only here, since most rehearsals need none. */
export const openCassandra = async (nodes: readonly HostAndPort[]): Promise<CassandraClient> => {
  const { Client, types } = await import('cassandra-driver')
  const client: Client = new Client({
    contactPoints: nodes.map(({ host, port }) => `${host}:${port}`),
    localDataCenter: 'datacenter1',
    socketOptions: { readTimeout: ANSWER_WITHIN_MS },
    // The driver would read system tables when it likes, and the nodes count reads of those too.
    isMetadataSyncEnabled: false,
  })
  await client.connect()
  const reading = { prepare: true, consistency: types.consistencies.one }
  const writing = { prepare: true, consistency: types.consistencies.quorum }
  return {
    read: async (query, parameters) => (await client.execute(query, [...parameters], reading)).rows,
    write: (query, parameters) => client.execute(query, [...parameters], writing),
    writeAll: (statements) =>
      client.batch(
        statements.map(([query, params]) => ({ query, params: [...params] })),
        { ...writing, logged: false },
      ),
    change: (statement) => client.execute(statement),
    close: () => client.shutdown(),
  }
}
