import type { Tier } from '../metrics/tier.js'
import type { Operator, Statistic } from '../profile/slo.js'

export type { Operator, Statistic } from '../profile/slo.js'

/** An SLO with its names resolved against one run: which series, over which spans, against what bound. */
export interface Objective {
  readonly expression: string
  readonly source: Source
  readonly statistic: Statistic
  /** Each span must meet the bound. */
  readonly spans: readonly Span[]
  /** The spans in words: `hold`, `whole run`. */
  readonly over: string
  readonly op: Operator
  /** In the statistic's own unit: microseconds or a share from 0 to 1. */
  readonly bound: number
}

/** Where the samples come from; the numbers are indexes into the run's tables. */
export type Source =
  | { readonly kind: 'felt'; readonly subject: number }
  | { readonly kind: 'steps'; readonly steps: readonly number[]; readonly series: 'response' | 'service' }
  | { readonly kind: 'tier'; readonly tier: Tier }
  | { readonly kind: 'users'; readonly planned: number }

/** A part of the run, microseconds after the epoch; `toUs` is exclusive. */
export interface Span {
  readonly fromUs: number
  readonly toUs: number
}
