import type { MachineSecond, ShardSecond } from './health-record.js'
import type { NodeSpan } from './node-span.js'
import type { OpenedEntries } from './opened-connections.js'
import type { FailureKind } from './sample.js'
import type { Entries } from './sparse-histogram.js'
import type { Tier } from './tier.js'

/**
 * What is known of one second of the run, one line of `seconds.jsonl`. A second is the one in which requests were due,
 * so it can be emitted again when late answers come in: records of the same second add up. What is zero or empty is left out.
 */
export interface SecondRecord {
  readonly second: number
  /** Users logged in; the last one emitted for a second holds. */
  readonly users?: number
  readonly steps?: readonly StepSecond[]
  readonly felt?: readonly FeltSecond[]
  /** Of no known shard; see `lagsOf`. */
  readonly lag?: Entries
  /** Connections that came up in the second, whenever the request was due that opened them. */
  readonly opened?: OpenedEntries
  readonly machine?: MachineSecond
  readonly shards?: readonly ShardSecond[]
  readonly reconciled?: Reconciled
  /** Response times of traced requests that succeeded. */
  readonly traced?: Entries
  /** By nginx's own clock. */
  readonly nginxTimes?: NginxTimes
  /** Times in a tier by OpenTelemetry spans of sampled requests. */
  readonly spanTimes?: Readonly<Partial<Record<Tier, Entries>>>
  /** Looks at nginx at random moments of the second. */
  readonly looks?: readonly NginxLook[]
  /** What nodes told of the time that ended in the second. */
  readonly nodes?: readonly NodeSpan[]
  /** Durations outside the histograms' range, recorded at the nearer end. */
  readonly clamped?: number
}

/** The schedule lag of all shards, in parts that add up. */
export const lagsOf = ({ lag, shards = [] }: SecondRecord): readonly Entries[] =>
  [lag, ...shards.map((shard) => shard.lag)].filter((entries) => entries !== undefined)

/** One step's requests that were due in a second; `step` is the place in the run's step table. */
export interface StepSecond {
  readonly step: number
  readonly ok?: number
  readonly failed?: Readonly<Partial<Record<FailureKind, number>>>
  readonly dropped?: number
  /** Failures before the first byte was written. */
  readonly unwritten?: number
  readonly inFlight?: number
  readonly bytesIn?: number
  readonly bytesOut?: number
  /** Answers whose Server-Timing spoke. */
  readonly timed?: number
  /** Answers to requests that carried a trace id. */
  readonly traced?: number
  /** Operations in the stores, as Server-Timing tells them; absent in older runs. */
  readonly cassandraOperations?: number
  readonly elasticsearchOperations?: number
  /** Times of what succeeded. */
  readonly response?: Entries
  readonly service?: Entries
  /** Intended start to failure, kept apart: quick failures would flatter `response`. */
  readonly failedResponse?: Entries
  readonly tiers?: Readonly<Partial<Record<Tier, Entries>>>
  /** Negative differences set to zero. */
  readonly clipped?: Readonly<Partial<Record<Tier, number>>>
}

/** Durations that people felt and that began in a second; `subject` is the place in the table of subjects. */
export interface FeltSecond {
  readonly subject: number
  readonly response?: Entries
  readonly failedResponse?: Entries
}

/** Sums over the requests of which all tiers are known. */
export interface Reconciled {
  readonly requests: number
  readonly serviceUs: number
  readonly tiersUs: number
}

/** Requests in nginx's hand, over all fronts, and how long after its moment they were told, microseconds. */
export type NginxLook = readonly [inHand: number, lateUs: number]

/** `$request_time` of traced requests, in nginx's own milliseconds: how many, their sum, and the sum of their squares. */
export interface NginxTimes {
  readonly requests: number
  readonly totalMs: number
  readonly totalSquareMs: number
}
