import type { HealthFigures } from '../metrics/health-seconds.js'
import type { RunStop, ShardDeath, ShardSilence } from '../metrics/run-record.js'
import type { Rejections } from '../profile/tier-sources.js'
import type { CrossCheck } from './cross-checks/cross-check.js'
import type { NodeEvidence } from './node-troubles.js'
import type { SloResult } from './slo-result.js'

/** What a verdict rests on. */
export interface Evidence {
  /** `cut`: no end was recorded. */
  readonly stop: RunStop | { readonly kind: 'cut'; readonly atUs: number }
  readonly slos: readonly SloResult[]
  /** A weak pass is no pass. */
  readonly strict: boolean
  readonly shardDeaths: readonly ShardDeath[]
  readonly silences: readonly ShardSilence[]
  /** `late`: the seconds in which the limit was passed. */
  readonly lag: {
    readonly p99Us: number | undefined
    readonly limitUs: number
    readonly late: readonly HealthFigures[]
  }
  readonly requests: RequestCounts
  readonly crossChecks: readonly CrossCheck[]
  readonly nodes: readonly NodeEvidence[]
  /** What work that Elasticsearch rejected makes of the run. */
  readonly rejections: Rejections
  /** Absent when no end was recorded. */
  readonly arrivals?: { readonly planned: number; readonly started: number }
}

/** Requests by what became of them; `failed` is without those that timed out. */
export interface RequestCounts {
  readonly due: number
  readonly sent: number
  readonly ok: number
  readonly failed: number
  readonly timedOut: number
  readonly dropped: number
  readonly inFlight: number
}
