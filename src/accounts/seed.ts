import { existsSync } from 'node:fs'
import { PreflightError, UsageError } from '../base/errors.js'
import { writeAccounts } from './accounts-file.js'
import { followGraph } from './follow-graph.js'
import { forEachAccount, type Going } from './for-each-account.js'
import { Journal, journalPath } from './journal.js'
import { SEED_PHASES, type SeedPhase } from './journal-lines.js'
import { Pace } from './pace.js'
import { Platform } from './platform.js'
import { ensureTeam, teamName, teamOf, usersIn } from './seed-groups.js'
import type { SeedDeps, SeedOptions, SeedOutcome } from './seed-options.js'
import { accountOf } from './seed-plan.js'
import { ensureAccount, ensureFollows, ensurePosts, type StepOutcome } from './seed-steps.js'
import { postsEach, seedTexts } from './seed-texts.js'
import { inSession, type Session, usernameOf } from './session.js'

/**
 * Makes accounts, follows, groups and first posts on a platform, and writes the accounts down. What is there already is found and
 * not made twice, so a call that was cut is simply repeated. Throws a PreflightError when the platform does not play
 * along, a UsageError when the files are those of another seeding.
 */
export const seedPlatform = async (options: SeedOptions, deps: SeedDeps): Promise<SeedOutcome> => {
  const platform = await Platform.open(options.target, new Pace(options.ratePerSec, deps.timing))
  return new Seeding(options, deps, platform, openJournal(options, deps.newPassword)).run()
}

const openJournal = (options: SeedOptions, newPassword: () => string): Journal => {
  const { target, csvPath, users, pattern, first, followersMean, seed, password } = options
  const path = journalPath(csvPath)
  if (existsSync(csvPath) && !existsSync(path)) {
    const remedy = 'is there already, and no seeding wrote it: name another file, or remove it'
    throw new UsageError([{ path: 'accounts', value: csvPath, remedy }])
  }
  const [origin = ''] = target.urls
  return Journal.open(path, { origin, users, pattern, first, followersMean, seed }, password, newPassword)
}

class Seeding {
  readonly #o: SeedOptions
  readonly #deps: SeedDeps
  readonly #platform: Platform
  readonly #journal: Journal
  readonly #going: Going
  readonly #counts = { accounts: NOTHING, follows: NOTHING, groups: NOTHING, posts: NOTHING }
  readonly #refused = new Set<number>()

  constructor(options: SeedOptions, deps: SeedDeps, platform: Platform, journal: Journal) {
    this.#o = options
    this.#deps = deps
    this.#platform = platform
    this.#journal = journal
    const { timing, signal } = deps
    this.#going = { timing, concurrency: options.concurrency, ...(signal && { signal }) }
  }

  async run(): Promise<SeedOutcome> {
    const { users, followersMean, seed, csvPath } = this.#o
    const graph = followGraph(users, followersMean, seed)
    const count = postsEach(users)
    const steps: Readonly<Record<SeedPhase, (user: number) => Promise<StepOutcome | undefined>>> = {
      accounts: (user) => this.#makeAccount(user),
      follows: (user) => this.#as(user, (session) => ensureFollows(session, this.#namesOf(graph.friendsOf(user)))),
      groups: (user) =>
        this.#as(user, (session) => ensureTeam(session, teamName(teamOf(user)), this.#teammatesOf(user))),
      posts: (user) => this.#as(user, (session) => ensurePosts(session, seedTexts(user, count))),
    }
    for (const phase of SEED_PHASES) await this.#each(phase, steps[phase])
    const complete = !this.#deps.signal?.aborted
    if (complete) writeAccounts(csvPath, this.#accounts())
    const refused = [...this.#refused].map((user) => accountOf(this.#journal.plan, user).login)
    return { complete, counts: this.#counts, refused, csvPath }
  }

  async #each(phase: SeedPhase, step: (user: number) => Promise<StepOutcome | undefined>): Promise<void> {
    const users = phase === 'groups' ? this.#founders() : this.#users()
    let done = 0
    // The first one alone: it tells whether the platform plays along, before others are begun.
    for (const part of [users.slice(0, 1), users.slice(1)]) {
      await forEachAccount(part, this.#going, async (user) => {
        this.#count(phase, await this.#unlessDone(phase, user, step))
        done++
        this.#deps.onProgress?.({ phase, done, of: users.length })
      })
    }
  }

  async #unlessDone(
    phase: SeedPhase,
    user: number,
    step: (user: number) => Promise<StepOutcome | undefined>,
  ): Promise<StepOutcome> {
    const known = this.#journal.countDone(phase, user)
    if (known !== undefined) return { found: known, made: 0 }
    const outcome = await step(user)
    if (outcome) this.#journal.done(phase, user, outcome.found + outcome.made)
    else this.#refused.add(user)
    return outcome ?? NOTHING
  }

  async #makeAccount(user: number): Promise<StepOutcome | undefined> {
    const account = accountOf(this.#journal.plan, user)
    const outcome = await ensureAccount(this.#platform, account)
    if (!outcome && user === 0) throw new PreflightError(notMade(account.login))
    return outcome
  }

  #as(user: number, work: (session: Session) => Promise<StepOutcome>): Promise<StepOutcome | undefined> {
    return inSession(this.#platform, accountOf(this.#journal.plan, user), work)
  }

  #count(phase: SeedPhase, { found, made }: StepOutcome): void {
    const sum = this.#counts[phase]
    this.#counts[phase] = { found: sum.found + found, made: sum.made + made }
  }

  #users(): number[] {
    return Array.from({ length: this.#o.users }, (_, user) => user).filter((user) => !this.#refused.has(user))
  }

  // One account makes the group of its team: the first that is in.
  #founders(): number[] {
    const users = this.#users()
    return users.filter((user, i) => i === 0 || teamOf(user) !== teamOf(users[i - 1] ?? user))
  }

  #teammatesOf(founder: number): string[] {
    const team = usersIn(teamOf(founder), this.#o.users)
    return this.#namesOf(team.filter((user) => user !== founder))
  }

  #namesOf(users: readonly number[]): string[] {
    const there = users.filter((user) => !this.#refused.has(user))
    return there.map((user) => usernameOf(accountOf(this.#journal.plan, user)))
  }

  #accounts() {
    return this.#users().map((user) => accountOf(this.#journal.plan, user))
  }
}

const NOTHING: StepOutcome = { found: 0, made: 0 }

const notMade = (login: string): string =>
  `${login} cannot log in, even after it was registered: either it was there before, with another password (give that one ` +
  `in TATAMI_LOAD_SEED_PASSWORD, or take other logins, such as --pattern 'new{n}${login.slice(login.indexOf('@'))}'), ` +
  'or the platform registers nobody by itself (tatami.automatic.registration)'
