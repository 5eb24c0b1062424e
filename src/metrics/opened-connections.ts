import { type Entries, SparseHistogram } from './sparse-histogram.js'

/** Times of connections that came up: TCP connect, and TLS handshakes by kind. */
export const OPENED_SERIES = ['connect', 'full', 'resumed'] as const
export type OpenedSeries = (typeof OPENED_SERIES)[number]

/** The same as they are shipped and stored; what is empty is left out. */
export type OpenedEntries = Readonly<Partial<Record<OpenedSeries, Entries>>>

/** Connections that came up over a second or any other span, microseconds; spans add up without loss. */
export class OpenedConnections {
  readonly connect = new SparseHistogram()
  readonly full = new SparseHistogram()
  readonly resumed = new SparseHistogram()

  merge(entries: OpenedEntries): void {
    for (const series of OPENED_SERIES) this[series].mergeEntries(entries[series] ?? [])
  }

  /** Undefined when there was none. */
  entries(): OpenedEntries | undefined {
    const hit = OPENED_SERIES.filter((series) => this[series].count > 0)
    return hit.length === 0 ? undefined : Object.fromEntries(hit.map((series) => [series, this[series].entries()]))
  }
}
