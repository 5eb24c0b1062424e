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
  /** Absent in older runs: all are the application, and five seconds. */
  readonly otlpServices?: ServiceNames
  readonly otlpExportEveryUs?: number
  /** Absent in older runs: they fail. */
  readonly rejections?: Rejections
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
  readonly prometheus: readonly Exporter[]
  /** Asked once the run is over; absent in older runs, as are those below. */
  readonly prometheusQueries?: readonly ServerQuery[]
  /** How names of timers begin that metrics servlets are asked for; none: all. */
  readonly jettyMetricsTimers?: readonly string[]
  readonly cassandraCqlTls?: boolean
}

/** A Prometheus exporter of one node. */
export interface Exporter {
  readonly url: string
  readonly tier: BackEndTier
  /** Its histograms and summaries that are times of operations; `metric` is a selector. Absent in older runs. */
  readonly times?: readonly { readonly operation: string; readonly metric: string; readonly unit: 's' | 'ms' | 'us' }[]
}

/** What a Prometheus server is asked, by node of a tier. */
export interface ServerQuery {
  /** URL. */
  readonly server: string
  readonly tier: BackEndTier
  /** What reports call the figure. */
  readonly name: string
  /** In PromQL. */
  readonly query: string
  /** The label that names the node. */
  readonly node: string
}

/** Services of spans by the tier that they are; all others are the application. */
export type ServiceNames = Readonly<
  Partial<Record<'nginx' | 'cassandra' | 'elasticsearch', readonly string[] | undefined>>
>

/** What work that Elasticsearch rejected makes of a run. */
export const REJECTIONS = ['fail', 'warn'] as const
export type Rejections = (typeof REJECTIONS)[number]

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
export const BACK_END_TIERS = ['nginx', 'jetty', 'cassandra', 'elasticsearch'] as const
export type BackEndTier = (typeof BACK_END_TIERS)[number]
