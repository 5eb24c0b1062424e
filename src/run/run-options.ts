import type { SecondRecord } from '../metrics/second-record.js'
import type { EventProfile } from '../profile/event-profile.js'
import type { JourneyName } from '../scenarios/index.js'

/** What one run is asked to do. */
export interface RunOptions {
  readonly profile: EventProfile
  readonly journey: JourneyName
  /** Folder of the run, which must not hold another one. */
  readonly outDir: string
  readonly toolVersion: string
  /** Try a plan that this machine cannot carry. */
  readonly force: boolean
  readonly observer: RunObserver
}

/** Who watches a run. Called in order; must not throw. */
export interface RunObserver {
  /** Something to know before it starts, or while it runs. */
  note(text: string): void
  /** What the profile means, before anything is started. */
  planned(lines: readonly string[]): void
  /** The first request is due now. */
  started(): void
  /** Once a second. */
  second(state: RunState): void
  /** All requests are over; reports follow. */
  finished(): void
}

/** Where a run stands. */
export interface RunState {
  /** Run time, microseconds. */
  readonly runUs: number
  readonly users: number
  readonly openConnections: number
  /** What came in since the last call; records of one second add up. */
  readonly records: readonly SecondRecord[]
}

/** Asked of a run from outside: users finish and log out. */
export interface StopSwitch {
  /** Calls the listener once, at once when the stop was asked for already. */
  onStop(listener: () => void): void
}
