import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { type AccountBook, openAccountBook } from '../../src/profile/account-book.js'
import { readAccountsCsv } from '../../src/profile/accounts-csv.js'
import { temporaryFolder } from '../metrics/stored-runs.js'

const PATTERN = { kind: 'pattern', pattern: 'user{n}@bank.example', password: 'open-sesame', first: 5 } as const

const csvBook = (text: string, users: number): AccountBook => {
  const file = join(temporaryFolder(), 'accounts.csv')
  writeFileSync(file, text)
  return openAccountBook({ kind: 'csv', file }, users)
}

describe('a pattern', () => {
  test('numbers as many accounts as there are users', () => {
    const book = openAccountBook(PATTERN, 3)
    expect(book.count).toBe(3)
    expect(book.at(2)).toEqual({ login: 'user7@bank.example', password: 'open-sesame' })
  })

  test('has more accounts than users where it says so', () => {
    expect(openAccountBook({ ...PATTERN, count: 10 }, 3).count).toBe(10)
  })

  test('with too few accounts is refused with both numbers', () => {
    expect(() => openAccountBook({ ...PATTERN, count: 2 }, 3)).toThrow(
      'accounts: 2 accounts of user{n}@bank.example: each of the 3 users needs one of their own',
    )
  })
})

describe('a file', () => {
  test('gives its rows in order, past marks, empty lines and columns of others', () => {
    const book = csvBook(
      '\uFEFFname,Login,password\r\n"Ada, A.",ada@b.example,"p,1"\r\n\r\nBob,bob@b.example,p2\r\n',
      2,
    )
    expect(book.count).toBe(2)
    expect([0, 1].map((i) => book.at(i))).toEqual([
      { login: 'ada@b.example', password: 'p,1' },
      { login: 'bob@b.example', password: 'p2' },
    ])
  })

  test('asked beyond its last row says so', () => {
    expect(() => csvBook('login,password\na,b', 1).at(1)).toThrow('there is no account 1')
  })

  test('that is missing is a usage error', () => {
    const file = join(temporaryFolder(), 'none.csv')
    expect(() => openAccountBook({ kind: 'csv', file }, 1)).toThrow(UsageError)
    expect(() => openAccountBook({ kind: 'csv', file }, 1)).toThrow('none.csv (ENOENT)')
  })

  test('holds a bank of accounts', () => {
    const rows = Array.from({ length: 160_000 }, (_, i) => `user${i}@bank.example,secret${i}`)
    const book = csvBook(`login,password\n${rows.join('\n')}`, 160_000)
    expect(book.at(159_999)).toEqual({ login: 'user159999@bank.example', password: 'secret159999' })
  })

  test.each([
    ['user,pass\na,b', 'accounts.csv:1', 'the header "user,pass"'],
    ['login;password\na;b', 'accounts.csv:1', 'begin the file with the line login,password'],
    ['', 'accounts.csv:1', 'the header ""'],
    ['login,password\na,b\n,c', 'accounts.csv:3', 'a row without a login'],
    ['login,password\na', 'accounts.csv:2', 'no password for a'],
    ['login,password\na,"s3cret\n', 'accounts.csv:2', 'a quote that is not closed'],
    ['login,password\na,b\n\nA,c', 'accounts.csv:4', 'A for the second time'],
  ])('%j is refused with its line', (text, path, value) => {
    expect(() => csvBook(text, 1)).toThrow(path)
    expect(() => csvBook(text, 1)).toThrow(value)
  })

  test('is never quoted with a password', () => {
    expect(() => csvBook('login,password\na,s3cret"\nb,"s3cret" x', 2)).toThrow(/^(?!.*s3cret)/)
  })
})

test('any text is a file of accounts or a problem', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é') })
  fc.assert(
    fc.property(text, (rows) => {
      const read = readAccountsCsv(`login,password\n${rows}`, 'a.csv')
      if ('remedy' in read) expect(read.path).toMatch(/^a\.csv:\d+$/)
      else for (let i = 0; i < read.count; i++) expect(read.at(i).password).not.toBe('')
    }),
  )
})
