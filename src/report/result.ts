import type { Distribution } from '../metrics/distribution.js'
import type { ErrorExample } from '../metrics/error-example.js'
import type { FailureKind } from '../metrics/sample.js'
import type { Tier } from '../metrics/tier.js'
import type { TimelinePoint } from '../metrics/timeline.js'
import type { SloResult, VerdictStatus } from '../verdict/slo-result.js'

export type { Distribution } from '../metrics/distribution.js'
export type { ErrorExample } from '../metrics/error-example.js'
export { TIERS, type Tier } from '../metrics/tier.js'
export type { TimelinePoint } from '../metrics/timeline.js'
export type { SloResult, VerdictStatus } from '../verdict/slo-result.js'

/** Version of `result.json`; grows when a field changes its meaning or goes. */
export const RESULT_SCHEMA = 'tatami-load/result/1'

/** Everything a report says; what `result.json` holds. Times are integer microseconds unless the name says otherwise. */
export interface Result {
  readonly schema: typeof RESULT_SCHEMA
  readonly tool: { readonly version: string; readonly node: string }
  readonly profile: string
  readonly seed: number
  readonly tags: Readonly<Record<string, string>>
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly stages: readonly {
    readonly name: 'ramp' | 'hold' | 'ramp-down'
    readonly fromUs: number
    readonly toUs: number
  }[]
  readonly target: { readonly url: string; readonly kind: 'rehearsal' | 'external'; readonly description: string }
  readonly verdict: {
    readonly status: VerdictStatus
    readonly reasons: readonly string[]
    readonly slos: readonly SloResult[]
  }
  readonly users: { readonly planned: number; readonly peak: number; readonly meanHold: number }
  readonly requests: {
    readonly due: number
    readonly sent: number
    readonly ok: number
    readonly failed: number
    readonly timedOut: number
    readonly dropped: number
    readonly inFlight: number
  }
  readonly steps: readonly StepResultRow[]
  readonly scenarios: readonly {
    readonly name: string
    readonly count: number
    readonly failed: number
    readonly response: Distribution | null
  }[]
  readonly tiers: readonly TierResult[]
  /** Mean service time of the requests that the tiers explain, and the sum of the tiers' mean exclusive times. */
  readonly reconciliation: {
    readonly serviceMeanUs: number
    readonly tiersMeanUs: number
    readonly requests: number
  } | null
  readonly errors: readonly {
    readonly kind: FailureKind
    readonly count: number
    readonly examples: readonly ErrorExample[]
  }[]
  readonly generator: {
    readonly shards: number
    readonly lag: Distribution | null
    readonly cpuSeconds: number
    readonly rssBytes: number
  }
  readonly warnings: readonly { readonly code: string; readonly text: string }[]
  /** Per second of the run, for the charts. */
  readonly timeline: readonly TimelinePoint[]
}

export interface StepResultRow {
  readonly name: string
  readonly scenario: string
  readonly count: number
  readonly failed: number
  readonly bytesIn: number
  readonly bytesOut: number
  readonly response: Distribution | null
  readonly service: Distribution | null
  readonly tiers: Readonly<Partial<Record<Tier, Distribution>>>
}

export interface TierResult {
  readonly name: Tier
  readonly source: 'server-timing' | 'nginx-log'
  readonly count: number
  /** Share of the requests that could have touched the tier for which the source spoke. */
  readonly coverage: number
  /** Negative differences set to zero. */
  readonly clipped: number
  readonly exclusive: Distribution | null
}
