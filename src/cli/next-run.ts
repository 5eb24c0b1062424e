import { PROFILE_OPTIONS } from '../profile/profile-options.js'
import { type Flags, profileFlags } from './profile-flags.js'
import type { SeedFlags } from './seed-flags.js'

/**
 * The command that runs on the accounts of a seeding, to be pasted into a shell: same target, same certificates, same file.
 * A passphrase is left to the environment.
 */
export const nextRun = (flags: SeedFlags, users: number): string =>
  ['tatami-load run', `--users ${users}`, `--accounts ${quoted(flags.accounts)}`, ...targetWords(flags)].join(' ')

const targetWords = (flags: Flags): readonly string[] => {
  const said = profileFlags(flags)
  const told = PROFILE_OPTIONS.filter(({ key, path }) => path[0] === 'target' && key !== 'keyPassphrase')
  return told.flatMap(({ key, flag }) => {
    const value = said[key]
    if (value === undefined || value === false) return []
    return value === true ? [flag] : [value].flat().map((one) => `${flag} ${quoted(one)}`)
  })
}

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
