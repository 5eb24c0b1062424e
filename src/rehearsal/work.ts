import type { Call } from '../tatami/operations.js'

/** Whether the stores fail a request that touches them now; asked at most once per request and store. */
export interface StoreHealth {
  readonly cassandra: { fails(atUs: number): boolean }
  readonly elasticsearch: { fails(atUs: number): boolean }
}

/** Cassandra answered with an error; what the client sees of it depends on the route. */
export class StoreError extends Error {}

/** What one request costs, written down while it is handled; the queues turn it into time afterwards. */
export class Work {
  kind: Call = 'error'
  cassandra = 0
  elasticsearch = 0
  /** Elasticsearch operations nobody waits for. */
  background = 0
  readonly #stores: StoreHealth
  readonly #atUs: number
  #healthy: boolean | undefined

  constructor(stores: StoreHealth, atUs: number) {
    this.#stores = stores
    this.#atUs = atUs
  }

  /** Counts Cassandra operations; throws `StoreError` when the store fails this request. */
  operations(count: number): void {
    if (count === 0) return
    this.#healthy ??= !this.#stores.cassandra.fails(this.#atUs)
    this.cassandra += this.#healthy ? count : 1
    if (!this.#healthy) throw new StoreError()
  }

  /** Counts Elasticsearch queries; false when it fails, which Tatami shows as an empty result. */
  queries(count: number): boolean {
    if (count === 0) return true
    this.elasticsearch += count
    return !this.#stores.elasticsearch.fails(this.#atUs)
  }
}
