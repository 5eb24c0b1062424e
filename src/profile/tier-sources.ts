/** Where the times of back-end tiers come from on an external target. */
export interface TierSources {
  readonly serverTiming: boolean
  /** Its metrics by tier, where they are not the usual ones. */
  readonly serverTimingNames?: MetricNames
  /** Absolute paths of access logs in the format that docs/instrument-nginx.md gives. */
  readonly nginxLogs: readonly string[]
  /** Where logs come as syslog messages; absent: nowhere. */
  readonly nginxSyslog?: HostAndPort
  /** Where OpenTelemetry spans come; absent: nowhere. */
  readonly otlp?: HostAndPort
  /** URLs of the `stub_status` page of every nginx of the target, which serve the run and nobody else; absent in older runs. */
  readonly nginxStatus?: readonly string[]
  /** Servers that are asked once a second for what they count; absent in older runs. */
  readonly nodes?: NodeAddresses
}

/** Addresses of every node of a tier, by what answers there. */
export interface NodeAddresses {
  /** URLs of Jolokia agents. */
  readonly jettyJolokia: readonly string[]
  readonly jettyMetrics: readonly string[]
  readonly cassandraJolokia: readonly string[]
  readonly cassandraCql: readonly CqlNode[]
  readonly elasticsearch: readonly string[]
  readonly prometheus: readonly { readonly url: string; readonly tier: BackEndTier }[]
}

/** Metrics of the Server-Timing header by the tier whose time they are. */
export type MetricNames = Readonly<
  Partial<Record<'jetty' | 'cassandra' | 'elasticsearch', readonly string[] | undefined>>
>

/** The names that are read where nobody says otherwise. */
export const USUAL_METRICS = {
  jetty: ['app', 'jetty'],
  cassandra: ['cass', 'cassandra'],
  elasticsearch: ['es', 'search', 'elasticsearch'],
} satisfies MetricNames

/** An address without brackets, and a port. */
export interface HostAndPort {
  readonly host: string
  readonly port: number
}

export interface CqlNode extends HostAndPort {
  readonly user?: string
  readonly password?: string
}

/** Tiers that have nodes. */
export type BackEndTier = 'nginx' | 'jetty' | 'cassandra' | 'elasticsearch'
