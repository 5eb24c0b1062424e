import { renameSync, writeFileSync } from 'node:fs'
import type { Account } from './session.js'

/** Writes accounts as the CSV that a profile names, readable by its owner only; an older file is replaced as a whole. */
export const writeAccounts = (path: string, accounts: Iterable<Account>): void => {
  const rows = ['login,password']
  for (const { login, password } of accounts) rows.push(`${field(login)},${field(password)}`)
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, `${rows.join('\n')}\n`, { mode: 0o600 })
  renameSync(temporary, path)
}

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
