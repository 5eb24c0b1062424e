import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Client } from 'cassandra-driver'
import { SourceGone } from '../node-reader.js'
import type { CqlRow } from './cql-row.js'

/** How one node's native transport is reached. */
export interface CqlAddress {
  readonly host: string
  readonly port: number
  readonly user?: string
  readonly password?: string
  /** Absent: plain TCP. */
  readonly tls?: { readonly ca?: string; readonly insecure?: boolean }
}

/** Asks one node, and never another of its cluster: virtual tables are each node's own. */
export interface CqlSession {
  rows(query: string): Promise<readonly CqlRow[]>
  close(): Promise<void>
}

const ANSWER_WITHIN_MS = 5_000
/** As often as a node is read. */
const RETRY_MS = 1_000

/** Connects; the driver is loaded only here, since most runs need none. Rejects with one sentence, a `SourceGone` when nobody answers. */
export const openCql = async (address: CqlAddress): Promise<CqlSession> => {
  const name = `${address.host}:${address.port}`
  const client = await clientOf(address).catch((error: unknown) => {
    throw sentence(name, error)
  })
  try {
    await client.connect()
  } catch (error) {
    await client.shutdown().catch(() => undefined)
    throw sentence(name, error)
  }
  return {
    rows: (query) => rowsOf(client, query).catch((error: unknown) => Promise.reject(sentence(name, error))),
    close: () => client.shutdown(),
  }
}

const clientOf = async ({ host, port, user, password, tls }: CqlAddress): Promise<Client> => {
  const { auth, Client, policies, types } = await import('cassandra-driver')
  const { AllowListPolicy, RoundRobinPolicy } = policies.loadBalancing
  const { address, family } = await lookup(host)
  return new Client({
    contactPoints: [family === 6 ? `[${address}]:${port}` : `${address}:${port}`],
    policies: {
      loadBalancing: new AllowListPolicy(new RoundRobinPolicy(), [`${address}:${port}`]),
      reconnection: new policies.reconnection.ConstantReconnectionPolicy(RETRY_MS),
    },
    pooling: { coreConnectionsPerHost: { [types.distance.local]: 1, [types.distance.remote]: 0 } },
    queryOptions: { consistency: types.consistencies.one, prepare: false },
    socketOptions: { connectTimeout: ANSWER_WITHIN_MS, readTimeout: ANSWER_WITHIN_MS },
    encoding: { useBigIntAsLong: true },
    isMetadataSyncEnabled: false,
    ...(user !== undefined && { authProvider: new auth.PlainTextAuthProvider(user, password ?? '') }),
    ...(tls && {
      sslOptions: {
        ...(isIP(host) === 0 && { servername: host }),
        rejectUnauthorized: !tls.insecure,
        ...(tls.ca !== undefined && { ca: [tls.ca] }),
      },
    }),
  })
}

const rowsOf = async (client: Client, query: string): Promise<readonly CqlRow[]> => {
  const { rows } = await client.execute(query)
  return rows.map((row) => new Map(row.keys().map((column) => [column, row.get(column)] as const)))
}

/** The driver's errors as one sentence each; their own texts may hold what the server was sent. */
const sentence = (name: string, error: unknown): Error => {
  const causes = causesOf(error)
  if (causes.some(isNamed('AuthenticationError'))) return new Error(`${name} refuses the login`)
  if (isNamed('ResponseError')(error)) return new Error(`${name} refuses a query`)
  const code = causes.map(codeOf).find((found) => found !== undefined)
  return new SourceGone(`${name} does not answer CQL (${code ?? 'no connection'})`)
}

const causesOf = (error: unknown): readonly unknown[] => {
  const inner = typeof error === 'object' && error !== null && 'innerErrors' in error ? error.innerErrors : undefined
  return [error, ...(typeof inner === 'object' && inner !== null ? Object.values(inner) : [])]
}

const isNamed =
  (name: string) =>
  (error: unknown): boolean =>
    error instanceof Error && error.name === name

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
