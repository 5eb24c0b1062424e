import type { HostAndPort } from '../../profile/tier-sources.js'

/** Where real stores answer. */
export interface StoreAddresses {
  readonly cassandra: readonly HostAndPort[]
  /** URL. */
  readonly elasticsearch: string
}
