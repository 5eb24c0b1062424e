/** What nginx's cache said of a request, `$upstream_cache_status`. */
export const CACHE_STATUSES = ['MISS', 'BYPASS', 'EXPIRED', 'STALE', 'UPDATING', 'REVALIDATED', 'HIT'] as const
export type CacheStatus = (typeof CACHE_STATUSES)[number]

/**
 * What one nginx logged of a second of the run, by when requests came to it. Of logged requests only: where it logs the traced
 * ones, this is a sample. Records of the same second and node add up; what is zero, or what the format does not tell, is left out.
 */
export interface NginxSecond {
  readonly second: number
  /** The log's path, or `host/tag` of its syslog messages. */
  readonly node: string
  readonly lines: number
  /** Requests for which more than one upstream server was tried. */
  readonly retried?: number
  /** Answers with a status of 500 or more. */
  readonly serverErrors?: number
  /** Requests that came first on their connection, and those that came later. */
  readonly fresh?: number
  readonly reused?: number
  /** TLS handshakes of the fresh ones, by kind. */
  readonly fullHandshakes?: number
  readonly resumedHandshakes?: number
  readonly cache?: Readonly<Partial<Record<CacheStatus, number>>>
}

/** What came of reading nginx's logs, known at the end of a run. */
export interface NginxLogReport {
  /**
   * How lines found their steps: `traces` by trace header, each with its request; `routes` by method and path, so that lines of others
   * on the same front are taken for ours; `nothing` where no line could be used.
   */
  readonly basis: 'traces' | 'routes' | 'nothing'
  readonly nodes: readonly NginxNodeReport[]
  /** Lines that name no request time or no upstream time, such as those of stock `combined`. */
  readonly untimedLines: number
  /** Only where lines found their steps by route. */
  readonly routed?: RouteCounts
  readonly losses: LogLosses
}

export interface NginxNodeReport {
  readonly node: string
  readonly lines: number
  /** How far the node's clock is ahead of ours, milliseconds; absent where no traced line told. */
  readonly clockOffset?: { readonly leastMs: number; readonly mostMs: number; readonly hasMoved: boolean }
}

/** Lines without a trace header, by what became of them. */
export interface RouteCounts {
  /** Lines and requests of the same route, one each. */
  readonly paired: number
  /** Lines beyond those that our own requests account for: somebody else's, or requests that we gave up. */
  readonly lineSurplus: number
  /** Requests beyond the lines of their route. */
  readonly sampleSurplus: number
  /** Lines of routes that no built-in step asks for. */
  readonly unrouted: number
}

/** What was, or may have been, lost on the way from nginx to us. */
export interface LogLosses {
  /** Lines and datagrams in no format that is known, cut ones among them. */
  readonly malformed: number
  /** Lines longer than the limit, left out. */
  readonly oversized: number
  /** Looks at a file that failed; the next look reads what they missed. */
  readonly failedReads: number
  /** Times that a log was emptied and no copy of it found, so that what came since the look before is lost. */
  readonly emptied: number
  /** Datagrams that the kernel threw away since their buffer was full; absent without syslog, or where the kernel does not tell. */
  readonly droppedDatagrams?: number
  /** Logs that had no room on their disk for a while, so that nginx could not write; absent where there was always some. */
  readonly outOfRoom?: number
}
