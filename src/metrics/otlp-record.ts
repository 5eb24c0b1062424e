/** What came of the traces; each sampled request that was answered is joined, without spans, or still waiting. */
export interface OtlpStats {
  readonly sampled: number
  readonly joined: number
  readonly withoutSpans: number
  /** Spans of traces of this run that met no answered request, or lack the application's own span. */
  readonly unmatchedSpans: number
  /** Calls of stores that went on behind the request, in joined traces; what lies behind it does not count. */
  readonly clippedSpans: number
  /** Spans of joined traces whose parent never came: their exporter may have dropped others. */
  readonly orphanSpans: number
  /** Let go of since there were too many. */
  readonly droppedSpans: number
  readonly malformedSpans: number
  /** Of others than this run. */
  readonly foreignSpans: number
  readonly posts: number
  readonly refusedPosts: number
}

/** The same with the clocks of the application's processes: how far each is ahead of ours, milliseconds. */
export interface OtlpReport extends OtlpStats {
  readonly clocks: readonly {
    readonly node: string
    readonly leastMs: number
    readonly mostMs: number
    readonly hasMoved: boolean
  }[]
}
