import type { Problem } from '../base/errors.js'
import { readCsvRow } from './csv-row.js'

/** Accounts of a CSV text by index. Only the places of the rows are kept beside the text, since every shard holds it. */
export interface CsvAccounts {
  readonly count: number
  at(index: number): { readonly login: string; readonly password: string }
}

/**
 * Reads accounts from a header with the columns `login` and `password` among others, in any order, and a row for each;
 * empty lines are passed over. Answers the first problem with its line otherwise; a password is never part of it.
 */
export const readAccountsCsv = (withMark: string, file: string): CsvAccounts | Problem => {
  const text = withMark.replace(/^\uFEFF/, '')
  const header = readCsvRow(text, 0)
  const names = header.kind === 'row' ? header.fields.map((name) => name.trim().toLowerCase()) : []
  const columns = { login: names.indexOf('login'), password: names.indexOf('password') }
  if (header.kind === 'broken' || columns.login < 0 || columns.password < 0) {
    const value = `the header ${JSON.stringify(text.split(/[\r\n]/, 1)[0]?.slice(0, 40))}`
    return { path: `${file}:1`, value, remedy: 'begin the file with the line login,password' }
  }
  const starts = new RowStarts()
  const logins = new Set<string>()
  for (let at = header.next; at < text.length; ) {
    const row = readCsvRow(text, at)
    const flaw = row.kind === 'broken' ? BROKEN : flawOf(row.fields, columns, logins)
    if (flaw) return { path: `${file}:${lineOf(text, at)}`, ...flaw }
    if (row.kind === 'broken') break
    if (!isEmpty(row.fields)) starts.add(at)
    at = row.next
  }
  return { count: starts.count, at: (index) => accountAt(text, starts.at(index), columns) }
}

interface Columns {
  readonly login: number
  readonly password: number
}
type Flaw = Pick<Problem, 'value' | 'remedy'>

const BROKEN: Flaw = {
  value: 'a quote that is not closed or is followed by text',
  remedy: 'double quotes inside quotes',
}

const flawOf = (fields: readonly string[], { login, password }: Columns, logins: Set<string>): Flaw | undefined => {
  if (isEmpty(fields)) return undefined
  const name = fields[login] ?? ''
  if (name === '') return { value: 'a row without a login', remedy: 'give a login and a password in each row' }
  if ((fields[password] ?? '') === '') return { value: `no password for ${name}`, remedy: 'give one in each row' }
  const known = name.toLowerCase()
  // Two users of one account would end each other's session.
  if (logins.has(known)) return { value: `${name} for the second time`, remedy: 'name each account once' }
  logins.add(known)
  return undefined
}

const isEmpty = (fields: readonly string[]): boolean => fields.every((field) => field.trim() === '')

const accountAt = (text: string, start: number, { login, password }: Columns) => {
  const row = readCsvRow(text, start)
  const fields = row.kind === 'row' ? row.fields : []
  return { login: fields[login] ?? '', password: fields[password] ?? '' }
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split(/\r\n|\n|\r/).length

class RowStarts {
  #starts = new Uint32Array(1024)
  count = 0

  add(at: number): void {
    if (this.count === this.#starts.length) {
      const longer = new Uint32Array(this.count * 2)
      longer.set(this.#starts)
      this.#starts = longer
    }
    this.#starts[this.count++] = at
  }

  at(index: number): number {
    const start = index < this.count ? this.#starts[index] : undefined
    if (start === undefined) throw new RangeError(`there is no account ${index}`)
    return start
  }
}
