/** Why a request failed: a closed set, in the order of the report. */
export const FAILURE_KINDS = [
  'session-lost',
  'status',
  'content',
  'empty-body',
  'stale-read',
  'search-empty',
  'timeout',
  'connect',
  'tls',
  'reset',
  'protocol',
] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]

/** What became of one due request. `dropped`: due, not sent. `in-flight`: sent, not answered when the run ended. */
export type Outcome = 'ok' | FailureKind | 'dropped' | 'in-flight'
/** All outcomes; an outcome's place here is its code where samples travel as numbers. */
export const OUTCOMES: readonly Outcome[] = ['ok', ...FAILURE_KINDS, 'dropped', 'in-flight']

/** One due request, the unit of all measurement. Times in microseconds since the plan's epoch. */
export interface RequestSample {
  readonly kind: 'request'
  /** Index into the step table (`scenarios/steps.ts`). */
  readonly step: number
  readonly outcome: Outcome
  readonly intendedUs: number
  /** First byte written; -1 when nothing was sent. */
  readonly sentUs: number
  readonly endUs: number
  readonly bytesIn: number
  readonly bytesOut: number
  /** Server-Timing durations as sent, jetty's including its stores; -1 when absent, which is not zero. */
  readonly jettyUs: number
  readonly cassandraUs: number
  readonly elasticsearchUs: number
  /** Operations in a store as Server-Timing tells them, 65,534 at most; -1 when absent. */
  readonly cassandraOperations: number
  readonly elasticsearchOperations: number
  /** 0: untraced; else the sequence number inside the shard that the trace id carries. */
  readonly traceSeq: number
}

/** A duration that a person feels: `login`, `timeline`, `post`, `search`; index into the subject table. */
export interface FeltSample {
  readonly kind: 'felt'
  readonly subject: number
  readonly ok: boolean
  readonly startUs: number
  readonly endUs: number
}

/** Intended write against real write of one request. */
export interface LagSample {
  readonly kind: 'lag'
  readonly intendedUs: number
  readonly lagUs: number
}

export type Sample = RequestSample | FeltSample | LagSample

/** Where a shard's samples go; called on the hot path, must not keep the object it is given. */
export type SampleSink = (sample: Sample) => void
