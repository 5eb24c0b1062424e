import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeAccounts } from '../../src/accounts/accounts-file.js'
import { readAccountsCsv } from '../../src/profile/accounts-csv.js'
import { temporaryFolder } from '../metrics/stored-runs.js'

test('is read back by the profile as it was written, odd passwords included', () => {
  const path = join(temporaryFolder(), 'accounts.csv')
  const account = fc.record({ login: fc.emailAddress(), password: fc.string({ minLength: 1, unit: 'grapheme' }) })
  fc.assert(
    fc.property(fc.uniqueArray(account, { selector: ({ login }) => login.toLowerCase() }), (accounts) => {
      const written = accounts.filter(({ password }) => password.trim() !== '')
      writeAccounts(path, written)
      const read = readAccountsCsv(readFileSync(path, 'utf8'), path)
      if ('remedy' in read) throw new Error(read.remedy)
      expect(Array.from({ length: read.count }, (_, i) => read.at(i))).toEqual(written)
    }),
    { numRuns: 50 },
  )
})

test('only its owner can read it, even where everybody could read the one it replaces, and nothing else is left', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'accounts.csv')
  writeFileSync(path, 'login,password\n', { mode: 0o644 })
  writeAccounts(path, [{ login: 'a@bank.example', password: 'x' }])
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['accounts.csv'])
})
