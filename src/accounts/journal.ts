import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type Problem, UsageError } from '../base/errors.js'
import { doneIn, type JournalLine, linesOf, type SeedPhase } from './journal-lines.js'
import type { SeedPlan } from './seed-plan.js'

/** Name of the journal of an accounts file. */
export const journalPath = (csvPath: string): string => `${csvPath}.journal`

/**
 * What a seeding has done so far, a line of JSON for each step, so that it goes on where it was cut. Only its owner may
 * read the file, since the password of the accounts stands in it.
 */
export class Journal {
  readonly plan: SeedPlan
  readonly #path: string
  readonly #done: Readonly<Record<SeedPhase, Map<number, number>>>

  private constructor(path: string, plan: SeedPlan, lines: readonly JournalLine[]) {
    this.#path = path
    this.plan = plan
    this.#done = doneIn(lines)
  }

  /** The journal at this path, for looking only; undefined when there is none. */
  static read(path: string): Journal | undefined {
    if (!existsSync(path)) return undefined
    const lines = linesOf(readFileSync(path, 'utf8'))
    const from = lines.findLastIndex(({ kind }) => kind === 'plan')
    const planned = lines[from]
    if (planned?.kind !== 'plan') throw new UsageError([notOurs(path)])
    return new Journal(path, planned.plan, lines.slice(from))
  }

  /**
   * Goes on with the journal at this path, or begins it. Without a password the one in the journal holds, or a new one.
   * A changed number of users or follows begins the steps anew, since what is there already is found again. Throws a
   * UsageError when the journal tells of other accounts that were made.
   */
  static open(
    path: string,
    wanted: Omit<SeedPlan, 'password'>,
    password: string | undefined,
    fresh: () => string,
  ): Journal {
    const known = Journal.read(path)
    const plan = { ...wanted, password: password ?? known?.plan.password ?? fresh() }
    if (known && JSON.stringify(known.plan) === JSON.stringify(plan)) {
      known.#mend()
      return known
    }
    if (!known) begin(path)
    else if (known.#hasAccounts) refuseOther(known.plan, plan, path)
    const journal = new Journal(path, plan, [])
    journal.#mend()
    journal.#append({ kind: 'plan', plan })
    return journal
  }

  /** How many things this step of this account stood for; undefined when it is not done. */
  countDone(phase: SeedPhase, user: number): number | undefined {
    return this.#done[phase].get(user)
  }

  done(phase: SeedPhase, user: number, count: number): void {
    this.#done[phase].set(user, count)
    this.#append({ kind: 'done', phase, user, count })
  }

  /** The posts are gone. */
  undone(): void {
    this.#done.posts.clear()
    this.#append({ kind: 'undone' })
  }

  get #hasAccounts(): boolean {
    return this.#done.accounts.size > 0
  }

  // Whoever was cut while writing has left a torn line, which must not swallow the next one.
  #mend(): void {
    chmodSync(this.#path, 0o600)
    const text = readFileSync(this.#path, 'utf8')
    if (text !== '' && !text.endsWith('\n')) appendFileSync(this.#path, '\n')
  }

  #append(line: JournalLine): void {
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`)
  }
}

const begin = (path: string): void => {
  try {
    writeFileSync(path, '', { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const { code = 'unwritable' } = error as NodeJS.ErrnoException
    const remedy = 'name a file in a folder that can be written to'
    throw new UsageError([{ path: 'accounts', value: `${path} (${code})`, remedy }])
  }
}

const refuseOther = (known: SeedPlan, wanted: SeedPlan, path: string): void => {
  const problems = (['origin', 'pattern', 'first'] as const)
    .filter((key) => known[key] !== wanted[key])
    .map(
      (key): Problem => ({
        path: key,
        value: String(wanted[key]),
        remedy: `${path} tells of ${known[key]}; ${REMEDY}`,
      }),
    )
  if (known.password !== wanted.password) {
    problems.push({ path: 'password', value: 'another one', remedy: `than the accounts in ${path} have; ${REMEDY}` })
  }
  if (problems.length > 0) throw new UsageError(problems)
}

const REMEDY = 'ask for the same, or name another file for the accounts'

const notOurs = (path: string): Problem => ({
  path,
  value: 'no journal of a seeding',
  remedy: 'name another file for the accounts, or remove this one',
})
