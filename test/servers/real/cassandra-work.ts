import { Client } from 'cassandra-driver'
import type { Cassandra } from '../../../src/servers/cassandra.js'
import { inFlight } from './in-flight.js'

const IN_FLIGHT = 50

/** Writes and reads that are all the work of a node. */
export class CassandraWork {
  readonly #client: Client

  static async at({ address, port }: Cassandra): Promise<CassandraWork> {
    const client = new Client({
      contactPoints: [`${address}:${port}`],
      localDataCenter: 'datacenter1',
      // The driver would read system tables when it likes, and the node counts reads of those too.
      isMetadataSyncEnabled: false,
    })
    await client.connect()
    await client.execute("CREATE KEYSPACE t WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}")
    await client.execute('CREATE TABLE t.line (id int PRIMARY KEY, body text)')
    const work = new CassandraWork(client)
    // The first statement of its kind is prepared.
    await work.write(1)
    await work.read(1)
    return work
  }

  private constructor(client: Client) {
    this.#client = client
  }

  write(times: number): Promise<void> {
    return this.#repeat(times, 'INSERT INTO t.line (id, body) VALUES (?, ?)', (i) => [i, `body ${i}`])
  }

  read(times: number): Promise<void> {
    return this.#repeat(times, 'SELECT body FROM t.line WHERE id = ?', (i) => [i])
  }

  /** What the node's own virtual table says of our table. */
  async virtualCount(table: 'coordinator_read_latency' | 'coordinator_write_latency'): Promise<number> {
    const query = `SELECT count FROM system_views.${table} WHERE keyspace_name = 't' AND table_name = 'line'`
    return Number((await this.#client.execute(query)).first()?.['count'])
  }

  close(): Promise<void> {
    return this.#client.shutdown()
  }

  #repeat(times: number, statement: string, parameters: (i: number) => readonly unknown[]): Promise<void> {
    return inFlight(times, IN_FLIGHT, (i) => this.#client.execute(statement, [...parameters(i)], { prepare: true }))
  }
}
