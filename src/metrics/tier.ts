/** Where a request's time goes, from the client inwards; a tier's time is exclusive of the tiers behind it. */
export const TIERS = ['network', 'nginx', 'jetty', 'cassandra', 'elasticsearch'] as const
export type Tier = (typeof TIERS)[number]
