import type { Tier } from '../../metrics/tier.js'
import { textOf } from '../foreign-json.js'
import { AGENT_LINES } from '../jolokia/agent-lines.js'
import type { Lack, NodeReader, NodeReading, SourceFinding } from '../node-reader.js'
import { type CqlRow, textIn } from './cql-row.js'
import { type CqlAddress, type CqlSession, openCql } from './cql-session.js'
import { hasThousandths, LATENCY_COLUMNS, LATENCY_TABLES, latencyOperation } from './latency-table.js'
import { POOL_COLUMNS, poolSignals } from './pools-table.js'
import { COLUMNS_QUERY, queryFor, type VirtualColumns, virtualColumns } from './virtual-columns.js'

const VERSION_QUERY = 'SELECT release_version FROM system.local'

/** Between the queries of one reading, so that a node is asked once a second at most. */
const APART_MS = 1_000

/** A session, and what is known of its node since it was opened. */
interface Opened {
  readonly session: CqlSession
  readonly tables: VirtualColumns
  readonly version: string
}

/**
 * Reads one node of Cassandra 4.0 or later through its virtual tables: counts by operation and thread pools, no distribution. CQL has no
 * bulk request, so a reading is one query for each of four tables, a second apart and always in the same order: what happened between two
 * readings is of the same length for each table, and shifted by a second and a half at most. None of other tables, since reading those
 * would count as reads.
 */
export class CassandraCqlReader implements NodeReader {
  readonly source = 'cassandra-cql'
  readonly tier: Tier = 'cassandra'
  readonly node: string
  readonly #open: () => Promise<CqlSession>
  #opened: Opened | undefined
  #tellsThousandths = false

  readonly #apartMs: number

  /** `open` takes the driver's place in tests, which need not wait between queries. */
  constructor(
    address: CqlAddress,
    open: (address: CqlAddress) => Promise<CqlSession> = openCql,
    apartMs: number = APART_MS,
  ) {
    this.node = `${address.host}:${address.port}`
    this.#open = () => open(address)
    this.#apartMs = apartMs
  }

  async check(): Promise<SourceFinding> {
    const { version } = await this.#session()
    // Before a run, so that nobody has to wait.
    const { operations, signals } = await this.#read(0)
    return {
      version: `Cassandra ${version}`,
      gives: [
        `counts of ${operations.map(({ name }) => name).join(', ')}`,
        ...(signals.length > 0 ? ['thread pools of requests'] : []),
      ],
      lacks: lacksOf(this.#hasTimes(version)),
    }
  }

  read(): Promise<NodeReading> {
    return this.#read(this.#apartMs)
  }

  async close(): Promise<void> {
    await this.#opened?.session.close()
    this.#opened = undefined
  }

  async #read(apartMs: number): Promise<NodeReading> {
    const { session, tables, version } = await this.#session()
    let asked = 0
    const ask = async (table: string, columns: readonly string[]): Promise<readonly CqlRow[]> => {
      const query = queryFor(tables, table, columns)
      if (query === undefined) return []
      if (asked++ > 0 && apartMs > 0) await pause(apartMs)
      return session.rows(query)
    }
    const pools = await ask('thread_pools', POOL_COLUMNS)
    const latencies: (readonly CqlRow[])[] = []
    for (const [, table] of LATENCY_TABLES) latencies.push(await ask(table, LATENCY_COLUMNS))
    this.#tellsThousandths ||= latencies.some(hasThousandths)
    return {
      operations: LATENCY_TABLES.flatMap(([name, table], i) =>
        tables.has(table) ? [latencyOperation(name, latencies[i] ?? [], this.#hasTimes(version))] : [],
      ),
      signals: poolSignals(pools),
    }
  }

  #hasTimes(version: string): boolean {
    return /^4\.0\b/.test(version) && !this.#tellsThousandths
  }

  async #session(): Promise<Opened> {
    this.#opened ??= await this.#connect()
    return this.#opened
  }

  async #connect(): Promise<Opened> {
    const session = await this.#open()
    try {
      const [local] = await session.rows(VERSION_QUERY)
      const version = textOf(local && textIn(local, 'release_version')) ?? 'of an unknown version'
      if (/^[0-3]\./.test(version)) throw new Error(`${this.node} is Cassandra ${version}, which has no virtual tables`)
      const tables = virtualColumns(await session.rows(COLUMNS_QUERY))
      if (!LATENCY_TABLES.some(([, table]) => tables.has(table)))
        throw new Error(`${this.node} shows no virtual table of latencies`)
      return { session, tables, version }
    } catch (error) {
      await session.close()
      throw error
    }
  }
}

// The global timer, which tests have in hand.
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const lacksOf = (hasTimes: boolean): readonly Lack[] => [
  { what: 'distributions, timeouts, dropped messages, compactions and heap, which JMX tells', remedy: AGENT_LINES },
  ...(hasTimes
    ? []
    : [{ what: 'times: virtual tables of 4.1 and 5.0 give thousandths of them, so only counts are taken' }]),
]
