import type { Tier } from '../../metrics/tier.js'
import type { ServiceNames } from '../../profile/tier-sources.js'
import type { Span } from './span.js'

/** Tiers behind the application, which it calls as a client. */
export type Store = 'cassandra' | 'elasticsearch'
const STORES: readonly Store[] = ['cassandra', 'elasticsearch']

/**
 * Services, by the name that they or their callers give them, that are another tier than the rule says: `nginx` stands in front of
 * the application, a store behind it. Without an entry a service that answers is the application.
 */
export type ServiceTiers = ReadonlyMap<string, Exclude<Tier, 'network'>>

/** The same from the profile's lists. */
export const serviceTiersOf = ({ nginx = [], cassandra = [], elasticsearch = [] }: ServiceNames): ServiceTiers =>
  new Map([
    ...nginx.map((service) => [service, 'nginx'] as const),
    ...cassandra.map((service) => [service, 'cassandra'] as const),
    ...elasticsearch.map((service) => [service, 'elasticsearch'] as const),
  ])

/** The tier that answers in this service. */
export const tierOfService = (service: string, services: ServiceTiers): Exclude<Tier, 'network'> =>
  services.get(service) ?? 'jetty'

/** The store that a span calls; undefined for one that calls none. `callee` is the service that answered the call, if it was traced. */
export const storeOf = (span: Span, callee: string | undefined, services: ServiceTiers): Store | undefined => {
  if (span.kind !== 'client') return undefined
  const byDatabase = DATABASES.get(span.database)
  if (byDatabase) return byDatabase
  const named = [callee, span.peer].flatMap((service) => services.get(service ?? '') ?? [])
  return STORES.find((store) => named.includes(store))
}

/** By the well-known values of `db.system` and `db.system.name`. */
const DATABASES: ReadonlyMap<string, Store> = new Map([
  ['cassandra', 'cassandra'],
  ['elasticsearch', 'elasticsearch'],
  ['opensearch', 'elasticsearch'],
])
