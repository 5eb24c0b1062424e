import type { Target } from '../profile/event-profile.js'
import { DOMAIN } from '../tatami/population.js'
import type { SeedPhase } from './journal-lines.js'
import type { Timing } from './pace.js'
import type { StepOutcome } from './seed-steps.js'

/** What to make, on which platform, and how fast. */
export interface SeedOptions {
  /** One of its addresses is called, the next when that gives no answer. */
  readonly target: Target
  readonly users: number
  readonly followersMean: number
  /** Logins, with `{n}` for a whole number that counts from `first`. */
  readonly pattern: string
  readonly first: number
  /** Of all accounts; absent: that of an earlier seeding into the same file, or a new one. */
  readonly password?: string
  readonly seed: number
  /** Where the accounts are written; the journal stands beside it. */
  readonly csvPath: string
  /** Requests a second at most. */
  readonly ratePerSec: number
  readonly concurrency: number
}

/** What a seeding does unless it is asked for something else; its rate is one that a platform at rest does not feel. */
export const SEED_DEFAULTS = {
  followersMean: 50,
  // Not the rehearsal's own `user{n}`: those accounts are there, with a password of theirs.
  pattern: `load{n}@${DOMAIN}`,
  first: 1,
  seed: 1,
  ratePerSec: 50,
  concurrency: 4,
} as const satisfies Partial<SeedOptions>

/** What seeding needs of its caller: the clock, a password, and who listens or stops it. */
export interface SeedDeps {
  readonly timing: Timing
  /** Makes a password that nobody guesses. */
  newPassword(): string
  /** Hears of each account that is done with, in each phase; of each group in that of the groups. */
  onProgress?(progress: SeedProgress): void
  /** Aborted: accounts under way are finished, the rest is left to the next call. */
  readonly signal?: AbortSignal
}

/** How far one step is: accounts, or groups in the step of the groups. */
export interface SeedProgress {
  readonly phase: SeedPhase
  readonly done: number
  readonly of: number
}

/** What a seeding found and made, and who was left out. */
export interface SeedOutcome {
  /** False when it was stopped before its end. */
  readonly complete: boolean
  /** Accounts, follows, memberships of groups and posts that were there already, and those that were made. */
  readonly counts: Readonly<Record<SeedPhase, StepOutcome>>
  /** Logins that the platform refuses although they were registered; they stand in no file. */
  readonly refused: readonly string[]
  readonly csvPath: string
}
