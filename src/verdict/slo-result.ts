import type { Interval } from '../metrics/confidence/bootstrap.js'

/** What a run says about the platform; `invalid` and `interrupted` say that it says nothing. */
export type VerdictStatus = 'pass' | 'fail' | 'inconclusive' | 'invalid' | 'interrupted'

/** How one SLO came out. */
export interface SloResult {
  readonly expression: string
  readonly status: 'pass' | 'fail' | 'inconclusive'
  /** In its unit: microseconds or a share from 0 to 1; null without samples. */
  readonly value: number | null
  /**
   * `bootstrap`: met or missed only where all of the interval is. `order-statistics`: by the value, which is weak on fewer samples than
   * the quantile needs. `value`: by the value alone.
   */
  readonly method: 'bootstrap' | 'order-statistics' | 'value'
  /** Where the value lies with 95 % confidence, in its unit; of the window's worst span, by `bootstrap` alone. */
  readonly interval?: Interval
  /** How much longer the run would have to last until it is decided, as far as can be told; of what is not, alone. */
  readonly moreUs?: number
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
