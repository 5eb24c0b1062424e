import { existsSync, readFileSync } from 'node:fs'
import { type Problem, UsageError } from '../base/errors.js'
import { readAccountsCsv } from '../profile/accounts-csv.js'
import type { Target } from '../profile/event-profile.js'
import { HOME_TIMELINE, status } from '../tatami/routes.js'
import { forEachAccount } from './for-each-account.js'
import { Journal, journalPath } from './journal.js'
import { type LineStatus, ownPosts, wholeLine } from './own-posts.js'
import { Pace, type Timing } from './pace.js'
import { Platform } from './platform.js'
import { PlatformError } from './platform-error.js'
import { accountOf } from './seed-plan.js'
import { SEED_TAG } from './seed-texts.js'
import { type Account, inSession, type Session } from './session.js'

/** How a platform is called while posts are taken away. */
export interface DeleteOptions {
  /** One of its addresses is called, the next when that gives no answer. */
  readonly target: Target
  /** Requests a second at most. */
  readonly ratePerSec: number
  readonly concurrency: number
}

/** What deleting needs of its caller: the clock, and who listens or stops it. */
export interface DeleteDeps {
  readonly timing: Timing
  /** Hears of each account that is done with. */
  onProgress?(done: number): void
  /** Aborted: accounts under way are finished, no other is begun. */
  readonly signal?: AbortSignal
}

/** What was taken away, and from how many accounts. */
export interface DeleteOutcome {
  readonly deleted: number
  /** Accounts looked through, and those that the platform refused. */
  readonly accounts: number
  readonly refused: number
}

/** Which of a platform's posts a run made: its accounts', with its tag, since it began. */
export interface RunPosts extends DeleteOptions {
  /** Those that may have posted. */
  readonly accounts: Iterable<Account>
  /** Without its `#`. */
  readonly tag: string
  /** When the run began, milliseconds since 1970: older posts are not looked at. */
  readonly sinceMs: number
}

/** Clocks of other machines go their own way. */
const CLOCK_MARGIN_MS = 600_000

/** Deletes the posts that a run made, private ones too, and sees to it that they are gone. Throws as `seedPlatform` does. */
export const deleteRunPosts = (options: RunPosts, deps: DeleteDeps): Promise<DeleteOutcome> =>
  deleteTagged(options, options.accounts, { tag: options.tag, sinceMs: options.sinceMs - CLOCK_MARGIN_MS }, deps)

/**
 * Deletes the posts that `seedPlatform` made with this accounts file; accounts, follows and groups stay, since
 * Tatami 3.1 deletes neither users nor groups. Throws a UsageError when the file is not there or not right.
 */
export const undoSeed = async (
  options: DeleteOptions & { readonly csvPath: string },
  deps: DeleteDeps,
): Promise<DeleteOutcome> => {
  const journal = Journal.read(journalPath(options.csvPath))
  const outcome = await deleteTagged(options, seededAccounts(options.csvPath, journal), { tag: SEED_TAG }, deps)
  if (!deps.signal?.aborted) journal?.undone()
  return outcome
}

interface Wanted {
  readonly tag: string
  readonly sinceMs?: number
}

const deleteTagged = async (
  { target, ratePerSec, concurrency }: DeleteOptions,
  accounts: Iterable<Account>,
  wanted: Wanted,
  { timing, signal, onProgress }: DeleteDeps,
): Promise<DeleteOutcome> => {
  const platform = await Platform.open(target, new Pace(ratePerSec, timing))
  const sum = { deleted: 0, accounts: 0, refused: 0 }
  await forEachAccount(accounts, { timing, concurrency, ...(signal && { signal }) }, async (account) => {
    const isIn = await inSession(platform, account, (session) =>
      deleteAll(session, wanted, () => {
        sum.deleted++
      }),
    )
    if (!isIn) sum.refused++
    sum.accounts++
    onProgress?.(sum.accounts)
  })
  return sum
}

const ROUNDS = 3

// Looks until nothing is found any more: a delete whose answer was lost is seen as well.
const deleteAll = async (session: Session, wanted: Wanted, onDeleted: () => void): Promise<true> => {
  for (let round = 0; round < ROUNDS; round++) {
    // All are found first: a page is asked for by the id of a status, which must still be there.
    const ids = await taggedIds(session, wanted)
    if (ids.size === 0) return true
    for (const id of ids) {
      await session.json('DELETE', status(id))
      onDeleted()
    }
  }
  throw new PlatformError(`DELETE does not take away the posts of ${session.username}`)
}

const taggedIds = async (session: Session, { tag, sinceMs }: Wanted): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>()
  // Only the author's home time-line shows private posts; it is long, so that it is read for recent ones only.
  const lines = [ownPosts(session), ...(sinceMs === undefined ? [] : [wholeLine(session, HOME_TIMELINE)])]
  for (const line of lines) {
    for await (const one of line) {
      if (sinceMs !== undefined && one.statusDate < sinceMs) break
      if (one.username === session.username && hasTag(one, tag)) ids.add(one.statusId)
    }
  }
  return ids
}

const hasTag = ({ content }: LineStatus, tag: string): boolean => content?.split(/\s+/).includes(`#${tag}`) ?? false

const seededAccounts = (csvPath: string, journal: Journal | undefined): Iterable<Account> => {
  // A seeding that was cut has made posts, but no file yet.
  if (!existsSync(csvPath) && journal) {
    return Array.from({ length: journal.plan.users }, (_, user) => accountOf(journal.plan, user))
  }
  const book = existsSync(csvPath) ? readAccountsCsv(readFileSync(csvPath, 'utf8'), csvPath) : missing(csvPath)
  if ('remedy' in book) throw new UsageError([book])
  return Array.from({ length: book.count }, (_, index) => book.at(index))
}

const missing = (csvPath: string): Problem => ({
  path: 'accounts',
  value: csvPath,
  remedy: 'is not there: name the file that the seeding wrote',
})
