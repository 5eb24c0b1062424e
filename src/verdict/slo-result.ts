/** What a run says about the platform; `invalid` and `interrupted` say that it says nothing. */
export type VerdictStatus = 'pass' | 'fail' | 'inconclusive' | 'invalid' | 'interrupted'

/** How one SLO came out. */
export interface SloResult {
  readonly expression: string
  readonly status: 'pass' | 'fail' | 'inconclusive'
  /** In the statistic's own unit: microseconds, a share from 0 to 1, or a count; null without samples. */
  readonly value: number | null
  readonly unit: 'us' | 'ratio' | 'count'
  /** Too few samples for the quantile: decided on what there is. */
  readonly weak: boolean
  readonly samples: number
}
