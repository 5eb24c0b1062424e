import type { LiveSecond } from '../live/progress.js'
import type { RunMeta, StageSpan } from '../metrics/run-record.js'
import type { SearchedSpan, SearchPlan } from '../metrics/search-record.js'
import type { LoadPlan } from '../preflight/load-plan.js'
import type { Origins } from '../profile/assumed-keys.js'
import type { EventProfile } from '../profile/event-profile.js'
import type { Ended } from './measure.js'
import type { OpenTarget } from './open-target.js'
import type { FitOptions } from './plan.js'

/** What one run is asked to do. */
export interface RunOptions extends FitOptions {
  readonly profile: EventProfile
  /** Kept with the run: where the profile's values come from, and the words of the command line and variables that asked for it. */
  readonly origins?: Origins
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Folder of the run, which must not hold another one. */
  readonly outDir: string
  readonly toolVersion: string
  readonly observer: RunObserver
  /** Decides while the run lasts how many users there are; absent: the profile's plan does. */
  readonly pilot?: Pilot
  /** Done once all users are gone and the run's folder is complete, while the target is still there. */
  readonly afterwards?: (target: OpenTarget, ended: Ended) => Promise<void>
  /** What a pilot looks for, to be kept with the run. */
  readonly search?: SearchPlan
  /** The shards' program; absent: the built one. */
  readonly shardEntry?: string
}

/** Who steers a run. Called in order, about once a second; must not throw. */
export interface Pilot {
  /** The run is about to begin. */
  begin(meta: RunMeta): void
  /** What is to happen next, seeing what came in since the last call; undefined: nothing new. */
  second(now: LiveSecond): PilotOrder | undefined
}

/** `steer`: towards so many users, as soon as all shards have heard of it. `finish`: whoever is left leaves. */
export type PilotOrder =
  | {
      readonly kind: 'steer'
      readonly users: number
      readonly durationUs: number
      /** The step that ends with it, as the run's folder is to remember it. */
      readonly ended?: SearchedSpan
    }
  | { readonly kind: 'finish' }

/** Who watches a run. Called in order; must not throw. */
export interface RunObserver {
  /** Something to know before it starts, or while it runs. */
  note(text: string): void
  /** What the profile means, before anything is started. */
  planned(plan: LoadPlan): void
  /** Users are about to arrive. */
  started(target: { readonly description: string; readonly url: string }, stages: readonly StageSpan[]): void
  /** Once a second. */
  second(state: LiveSecond): void
  /** All requests are over; reports follow. */
  finished(): void
}

/** Asked of a run from outside: users finish and log out. */
export interface StopSwitch {
  /** Calls the listener once, at once when the stop was asked for already. */
  onStop(listener: () => void): void
}
