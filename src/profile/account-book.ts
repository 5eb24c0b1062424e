import { readFileSync } from 'node:fs'
import { type Problem, UsageError } from '../base/errors.js'
import { readAccountsCsv } from './accounts-csv.js'
import type { Accounts } from './event-profile.js'

/** The accounts of a run, by index. Users of slot i start with account i. */
export interface AccountBook {
  readonly count: number
  at(index: number): { readonly login: string; readonly password: string }
}

/**
 * The accounts that a profile names, at least one for each user. Throws a UsageError when the file cannot be read or
 * there are too few. All shards open the same book.
 */
export const openAccountBook = (accounts: Accounts, users: number): AccountBook => {
  const book = accounts.kind === 'pattern' ? patternAccounts(accounts, accounts.count ?? users) : readCsv(accounts.file)
  if ('remedy' in book) throw new UsageError([book])
  if (book.count < users) throw new UsageError([tooFew(book.count, accounts, users)])
  return book
}

/** Accounts made from a pattern: as many as are asked for, `{n}` counting from `first`. */
const patternAccounts = (
  { pattern, password, first }: Extract<Accounts, { kind: 'pattern' }>,
  count: number,
): AccountBook => ({
  count,
  at: (index) => ({ login: pattern.replaceAll('{n}', String(first + index)), password }),
})

const readCsv = (file: string): AccountBook | Problem => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException
    return { path: 'accounts.csv', value: `${file} (${code})`, remedy: 'name a readable file of accounts' }
  }
  return readAccountsCsv(text, file)
}

const tooFew = (count: number, accounts: Accounts, users: number): Problem => ({
  path: 'accounts',
  value: `${count} accounts ${accounts.kind === 'csv' ? `in ${accounts.file}` : `of ${accounts.pattern}`}`,
  remedy: `each of the ${users} users needs one of their own: add accounts or ask for at most ${count} users`,
})
