import type { Origins } from '../profile/assumed-keys.js'
import type { EventProfile } from '../profile/event-profile.js'
import type { ErrorExample } from './error-example.js'
import type { NginxLogReport } from './nginx-record.js'
import type { NodeSource } from './node-span.js'
import type { OtlpReport } from './otlp-record.js'
import type { PlatformEvent, RiemannReport } from './riemann-record.js'
import type { FailureKind } from './sample.js'
import type { SearchedSpan, SearchPlan } from './search-record.js'

/** Version of a run's folder; grows when a stored field changes its meaning or goes. */
export const RUN_SCHEMA = 'tatami-load/run/1'

/** What is known of a run before its first request: `run.json`. */
export interface RunMeta {
  readonly schema: typeof RUN_SCHEMA
  readonly tool: { readonly version: string; readonly node: string }
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** As it was run; the accounts' password is left out when it is stored. */
  readonly profile: EventProfile
  /** Where the profile's values come from, and how the run was asked for; absent in older runs. */
  readonly origins?: Origins
  readonly command?: readonly string[]
  /** Variables that spoke for flags; absent in older runs. */
  readonly environment?: Readonly<Record<string, string>>
  readonly seed: number
  readonly tags: Readonly<Record<string, string>>
  readonly stages: readonly StageSpan[]
  readonly target: { readonly url: string; readonly kind: 'rehearsal' | 'external'; readonly description: string }
  readonly shards: number
  /** Local ports that connections can start from, over all source addresses; absent in older runs. */
  readonly localPorts?: number
  /** Stands behind every post as `#tag`; absent on the embedded stack. */
  readonly postTag?: string
  /** Absent: nothing is known of the generator's ceiling, or the run was a rehearsal. */
  readonly headroom?: KnownHeadroom
  /** The step table: a sample's `step` is an index into it. */
  readonly steps: readonly StepName[]
  /** What a person feels: a felt sample's `subject` is an index into it. */
  readonly subjects: readonly string[]
  /** Absent: one load, by the profile. */
  readonly search?: SearchPlan
}

/** What the generator made of this machine when it was calibrated, against what the plan asks of it. */
export interface KnownHeadroom {
  readonly ceilingPerSec: number
  /** Processes that the ceiling is of. */
  readonly processes: number
  readonly peakPerSec: number
  /** ISO 8601, UTC. */
  readonly calibratedAt: string
  readonly tls: boolean
}

/** A step as reports name it. */
export interface StepName {
  readonly name: string
  readonly scenario: string
  /** nginx may answer it from its cache, without an application node. */
  readonly isCacheable?: true
}

/** A stage of the run, microseconds after the epoch; `toUs` is exclusive. */
export interface StageSpan {
  readonly name: 'ramp' | 'hold' | 'ramp-down'
  readonly fromUs: number
  readonly toUs: number
}

/** What is known when a run has ended: `end.json`. A run that was cut has none. */
export interface RunEnd {
  readonly stop: RunStop
  /** Run time of the end, microseconds. */
  readonly endUs: number
  readonly peakUsers: number
  readonly shardDeaths: readonly ShardDeath[]
  /** Absent in older runs, which did not look. */
  readonly silences?: readonly ShardSilence[]
  /** Arrivals that the plan named until the stop, and those that the generator started. */
  readonly arrivals: { readonly planned: number; readonly started: number }
  /** The shards' own count, apart from the samples they sent; null when a shard died with it. */
  readonly ledger: ShardsLedger | null
  /** What came of joining traces with log lines; null without a source to join. */
  readonly joiner: JoinerStats | null
  /** TLS handshakes over all shards; absent without TLS, or when a shard died with its count. */
  readonly handshakes?: { readonly full: number; readonly resumed: number }
  /** What nginx, where it served this run alone, counted of it; absent when nobody looked. */
  readonly front?: FrontCount
  /** What came of nginx's logs and of OpenTelemetry spans; absent where there were none, and in older runs. */
  readonly nginxLog?: NginxLogReport
  readonly otlp?: OtlpReport
  /** What came of telling Riemann and hearing it; absent where nobody asked for it. */
  readonly riemann?: RiemannReport
  /** Clocks of the tiers' nodes that told theirs; absent where no node was asked. */
  readonly nodeClocks?: readonly NodeClock[]
  /** What the embedded stack spent from the first arrival to the end; empty for an external target. */
  readonly parts: readonly PartUsage[]
}

/** Counts over all shards; those that came later are absent in older runs. */
export interface ShardsLedger {
  readonly due: number
  readonly sent: number
  /** Written a second time on a fresh connection, since the one before was closed meanwhile. */
  readonly resent?: number
  /** Sum of the sessions' lengths by their own stamps, login to logout. */
  readonly sessionUs?: number
}

/** How far a node's clock was ahead of ours, between two bounds, milliseconds; `hasMoved`: no offset agrees with all it said. */
export interface NodeClock {
  readonly source: NodeSource
  readonly node: string
  readonly leastMs: number
  readonly mostMs: number
  readonly hasMoved: boolean
}

/** Requests over all fronts from before the first arrival to the end, without our own readings of the count. */
export interface FrontCount {
  readonly requests: number
  /** Readings that failed, which nginx may have counted or not. */
  readonly failedReadings: number
}

/** CPU time and final memory of one part of the embedded stack. */
export interface PartUsage {
  readonly name: 'nginx' | 'application nodes' | 'stores'
  readonly cpuUs: number
  readonly rssBytes: number
}

/** Why a run ended: by its plan, by a signal, by `--abort-on`, or because a part of the generator or of the rehearsal broke. */
export type RunStop =
  | { readonly kind: 'finished' }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'aborted'; readonly reason: string }

/** A shard that ended before its users did: which, at what run time, and how. */
export interface ShardDeath {
  readonly shard: number
  readonly atUs: number
  readonly cause: string
  /** That it had by its last word, and that are missing from then on; absent in older runs. */
  readonly users?: number
}

/** A time in which a shard should have said something and did not, run time by its own clock, and the users that it had. */
export interface ShardSilence {
  readonly shard: number
  readonly fromUs: number
  readonly toUs: number
  readonly users: number
}

/** How traced requests met their lines in nginx's logs. */
export interface JoinerStats {
  readonly traced: number
  readonly joined: number
  /** Traced samples without a log line. */
  readonly unmatchedSamples: number
  /** Log lines without a traced sample. */
  readonly unmatchedLines: number
  readonly malformedLines: number
}

/** Something that happened, one line of `events.jsonl`. */
export type RunEvent =
  | { readonly kind: 'stage'; readonly atUs: number; readonly stage: StageSpan['name'] }
  | ({ readonly kind: 'shard-died' } & ShardDeath)
  | ({ readonly kind: 'shard-silent' } & ShardSilence)
  | ({ readonly kind: 'platform' } & PlatformEvent)
  | { readonly kind: 'stop'; readonly atUs: number; readonly stop: RunStop }
  /** Of a search: from then on the users change to this number, evenly over the duration. */
  | { readonly kind: 'steer'; readonly atUs: number; readonly users: number; readonly durationUs: number }
  /** Of a search: a step is over. */
  | ({ readonly kind: 'step'; readonly atUs: number } & SearchedSpan)
  | { readonly kind: 'note'; readonly atUs: number; readonly text: string }

/** The first examples of each kind of failure: `examples.json`. */
export type StoredExamples = Readonly<Partial<Record<FailureKind, readonly ErrorExample[]>>>
