import type { Clock } from '../base/clock.js'
import type { HttpResult, Transport } from '../http/exchange.js'
import type { SampleSink } from '../metrics/sample.js'
import type { EventProfile } from '../profile/event-profile.js'
import type { Account, Reply, Scenario, StepRequest } from '../scenarios/scenario.js'
import type { Roster } from '../schedule/roster.js'
import type { Trace } from './flights.js'
import type { ServerTiming } from './request-sample.js'

/** What the loop of one shard is given. */
export interface ShardOptions {
  readonly profile: EventProfile
  readonly shard: number
  readonly shards: number
  /** Who comes and goes when; absent: as the profile plans it. */
  readonly roster?: Roster
  readonly accounts: { readonly count: number; at(index: number): Account }
  readonly scenario: Scenario
  readonly transport: Transport
  readonly clock: Clock
  /** Run time 0 on the clock. */
  readonly epochUs: number
  readonly sink: SampleSink
  /** How long the loop sleeps at least, milliseconds: what comes due meanwhile goes out together. Absent: 1. */
  readonly napMs?: number
  /** Names a trace for a request that is to be traced, by when it was due: its sequence number and header value. */
  readonly trace: (dueUs: number) => Trace | undefined
  readonly serverTiming: (header: string) => ServerTiming
  /** A failed request, for the run's examples. */
  readonly onFailure: (request: StepRequest, reply: Reply, result: HttpResult) => void
}

/** Where a shard stands. */
export interface ShardCounts {
  readonly arrived: number
  readonly active: number
  readonly loggedIn: number
  readonly waiting: number
}
