import type { Distribution } from '../metrics/distribution.js'
import type { ErrorExample } from '../metrics/error-example.js'
import type { PlatformEvent, RiemannReport } from '../metrics/riemann-record.js'
import type { RunColumns } from '../metrics/run-columns.js'
import type { PartUsage, RunStop, StageSpan } from '../metrics/run-record.js'
import type { FailureKind } from '../metrics/sample.js'
import type { Tier } from '../metrics/tier.js'
import type { TimelinePoint } from '../metrics/timeline.js'
import type { Ramp } from '../profile/event-profile.js'
import type { CrossCheck } from '../verdict/cross-checks/cross-check.js'
import type { RequestCounts } from '../verdict/evidence.js'
import type { Operator } from '../verdict/objective.js'
import type { OperationCount } from '../verdict/operation-counts.js'
import type { SloResult, VerdictStatus } from '../verdict/slo-result.js'
import type { Assumption } from './assumptions.js'
import type { ConnectionReport } from './connection-rows.js'
import type { GeneratorHealth } from './generator-health.js'
import type { NodeRow, ServerClock, TierEvidence } from './node-result.js'
import type { RecordFile } from './record-files.js'

export type { Distribution } from '../metrics/distribution.js'
export type { ErrorExample } from '../metrics/error-example.js'
export type { PlatformEvent } from '../metrics/riemann-record.js'
export type { RunColumns } from '../metrics/run-columns.js'
export { TIERS, type Tier } from '../metrics/tier.js'
export type { TimelinePoint } from '../metrics/timeline.js'
export type { CrossCheck } from '../verdict/cross-checks/cross-check.js'
export type { OperationCount } from '../verdict/operation-counts.js'
export type { SloResult, VerdictStatus } from '../verdict/slo-result.js'

/** Version of `result.json`; grows when a field changes its meaning or goes. */
export const RESULT_SCHEMA = 'tatami-load/result/1'

/** Everything a report says; what `result.json` holds. Times are integer microseconds unless the name says otherwise. */
export interface Result {
  readonly schema: typeof RESULT_SCHEMA
  readonly tool: { readonly version: string; readonly node: string }
  readonly profile: string
  readonly plan: Plan
  readonly seed: number
  /** What the load rests on, each with its source. */
  readonly assumptions: readonly Assumption[]
  /** Words of the command line behind the program's name; null in older runs. */
  readonly command: readonly string[] | null
  /** Variables of the environment that spoke for flags, by name; a passphrase is hidden. */
  readonly environment: Readonly<Record<string, string>>
  /** What was measured, by its hashes. */
  readonly record: readonly RecordFile[]
  readonly tags: Readonly<Record<string, string>>
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** Run time of the end, or of the last second of which anything is known. */
  readonly durationUs: number
  readonly stop: Stop
  readonly stages: readonly StageSpan[]
  readonly target: { readonly url: string; readonly kind: 'rehearsal' | 'external'; readonly description: string }
  readonly verdict: {
    readonly status: VerdictStatus
    readonly reasons: readonly string[]
    readonly slos: readonly SloRow[]
  }
  /** `meanHold`: logged in, mean over the hold; null when none of its seconds was counted. */
  readonly users: { readonly planned: number; readonly peak: number; readonly meanHold: number | null }
  readonly requests: RequestCounts
  readonly steps: readonly StepRow[]
  /** Durations that people felt. */
  readonly scenarios: readonly ScenarioRow[]
  readonly tiers: readonly TierRow[]
  /** Mean service time of the requests that the tiers explain, and the sum of the tiers' mean exclusive times. */
  readonly reconciliation: {
    readonly serviceMeanUs: number
    readonly tiersMeanUs: number
    readonly requests: number
  } | null
  /** Times in tiers by OpenTelemetry spans of sampled requests, which stand beside the others and decide nothing. */
  readonly tierEvidence: readonly TierEvidence[]
  /** What each node of the tiers told of itself, by tier; empty where none was asked, and in older results. */
  readonly nodes: readonly NodeRow[]
  /** Operations in the tiers: implied by the scenarios, told by Server-Timing, counted by the servers; empty in older results. */
  readonly operations: readonly OperationCount[]
  /** What a Riemann index told during the run, in the order in which it came; empty where none was heard, and in older results. */
  readonly events: readonly PlatformEvent[]
  /** What came of telling and hearing Riemann; null where nobody asked for it, or no end was recorded. */
  readonly riemann: RiemannReport | null
  /** Of servers that told theirs. */
  readonly clocks: readonly ServerClock[]
  readonly errors: readonly ErrorRow[]
  readonly connections: ConnectionReport
  readonly generator: GeneratorHealth
  /** What the embedded stack spent; empty for an external target, or when no end was recorded. */
  readonly parts: readonly PartUsage[]
  /** Figures held against independent sources, those that could not be with the reason. A failed one makes the run invalid. */
  readonly crossChecks: readonly CrossCheck[]
  readonly warnings: readonly { readonly code: string; readonly text: string }[]
  /** Per second of the run, for the charts. */
  readonly timeline: readonly TimelinePoint[]
  /** The whole run in at most 120 columns: how long its requests took and where the time went. */
  readonly columns: RunColumns
}

/** What the profile asked for. */
export interface Plan {
  readonly tatamiVersion: string
  readonly ramp: Ramp
  readonly holdUs: number
  readonly rampDownUs: number
  /** Faults of the rehearsal, as they were written; empty against an external target. */
  readonly faults: readonly string[]
}

/** Why the run ended; `cut`: no end was recorded. */
export type Stop = RunStop | { readonly kind: 'cut' }

/** How one SLO came out, and against what. */
export interface SloRow extends SloResult {
  /** The part of the run that it counts over, in words: `hold`, `ramp and hold`, `whole run`. */
  readonly over: string
  readonly op: Operator
  /** In the value's unit. */
  readonly bound: number
}

/** One kind of request. */
export interface StepRow {
  readonly name: string
  readonly scenario: string
  /** Requests that were due. */
  readonly count: number
  readonly failed: number
  readonly failedByKind: Readonly<Partial<Record<FailureKind, number>>>
  readonly bytesIn: number
  readonly bytesOut: number
  readonly response: Distribution | null
  readonly service: Distribution | null
  /** Of `response`. */
  readonly spectrum: Spectrum
  /** Exclusive times of the requests that touched the tier. */
  readonly tiers: Readonly<Partial<Record<Tier, Distribution>>>
  /** Mean exclusive time in the tier over all requests of which the source spoke, touched or not: these add up. */
  readonly split: Readonly<Partial<Record<Tier, number>>>
}

export interface ScenarioRow {
  readonly name: string
  readonly count: number
  readonly failed: number
  readonly response: Distribution | null
  readonly spectrum: Spectrum
}

export interface TierRow {
  readonly name: Tier
  readonly source: 'server-timing' | 'nginx-log'
  readonly count: number
  /** Share of the requests that could have touched the tier for which the source spoke. */
  readonly coverage: number
  /** Negative differences set to zero. */
  readonly clipped: number
  readonly exclusive: Distribution | null
  readonly spectrum: Spectrum
}

/** Percentile (0 to 100) and the duration in microseconds it lies at, ascending; empty without samples. */
export type Spectrum = readonly (readonly [percentile: number, us: number])[]

export interface ErrorRow {
  readonly kind: FailureKind
  readonly count: number
  readonly examples: readonly ErrorExample[]
}
