/** What a run says about the platform; `invalid` and `interrupted` say that it says nothing. */
export type VerdictStatus = 'pass' | 'fail' | 'inconclusive' | 'invalid' | 'interrupted'

/** How one SLO came out. */
export interface SloResult {
  readonly expression: string
  readonly status: 'pass' | 'fail' | 'inconclusive'
  /** In its unit: microseconds or a share from 0 to 1; null without samples. */
  readonly value: number | null
  readonly unit: 'us' | 'ratio'
  /** Too few samples for the quantile: decided on what there is. */
  readonly weak: boolean
  /** Those of the poorest span. A latency has none where all failed, and quicker than its bound. */
  readonly samples: number
  /** Requests or felt durations that failed, over all spans; of latencies and errors alone. */
  readonly failed: number
  /** Of a latency that was missed: the same statistic of the schedule lag where it was missed, at the worst, microseconds. */
  readonly lagUs?: number
}
