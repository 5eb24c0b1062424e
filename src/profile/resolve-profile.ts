import { randomInt } from 'node:crypto'
import { type Problem, UsageError } from '../base/errors.js'
import { ACCOUNT_PATTERN, PASSWORD } from '../tatami/population.js'
import type { Origins } from './assumed-keys.js'
import { crossChecks } from './cross-checks.js'
import type { EventProfile, Ramp } from './event-profile.js'
import { eventProfileOf, rampOf } from './event-profile-of.js'
import { originsOf } from './origins.js'
import { problemsByLine } from './problems-by-line.js'
import { idleFaults, longWindows, type ProfileChecks, textProblems } from './profile-checks.js'
import { type ProfileReading, type ProfileSources, readProfile } from './profile-reading.js'

/** A checked profile, where its values come from, and what its ramp would be with another number of users: one given as a rate grows with them. */
export interface ResolvedProfile {
  readonly profile: EventProfile
  readonly origins: Origins
  rampAt(users: number): Ramp
}

/**
 * The profile that a run follows: flag before environment before file before built-in profile. Throws one UsageError
 * with every problem of all sources.
 */
export const resolveProfile = (sources: ProfileSources, checks: ProfileChecks): EventProfile =>
  settleProfile(readProfile(sources), checks).profile

/** The profile that was read; `found` is what is wrong with it already. Throws one UsageError with that and all else. */
export const settleProfile = (
  reading: ProfileReading,
  checks: ProfileChecks,
  found: readonly Problem[] = [],
): ResolvedProfile => {
  const { draft, name, layers, isLegible } = reading
  const profile = eventProfileOf(draft, name, draft.seed ?? (checks.newSeed ?? drawSeed)())
  const problems = [
    ...reading.problems,
    ...found,
    ...textProblems(layers, checks),
    ...(isLegible ? acrossProblems(reading, profile, checks) : []),
  ]
  if (problems.length > 0) throw new UsageError(problemsByLine(problems))
  return { profile, origins: originsOf(reading), rampAt: (users) => rampOf({ ...draft, users }) }
}

const acrossProblems = (
  { draft, layers, said }: ProfileReading,
  profile: EventProfile,
  checks: ProfileChecks,
): Problem[] => [
  ...crossChecks(draft, said),
  ...((said.areSound('target') && profile.target && checks.target?.(profile.target)) || []),
  ...(said.areSound('target', 'accounts') ? strangersAccounts(profile, said.where(['accounts']), checks) : []),
  ...longWindows(profile, { layers, said }),
  ...(said.areSound('target', 'rehearsal') ? idleFaults(profile, { layers, said }, checks) : []),
]

// On somebody's platform the rehearsal's accounts may be anybody's.
const strangersAccounts = ({ target, accounts }: EventProfile, path: string, checks: ProfileChecks): Problem[] => {
  if (!target || accounts.kind === 'csv' || checks.staysHere(target)) return []
  if (accounts.pattern !== ACCOUNT_PATTERN || accounts.password !== PASSWORD) return []
  const remedy = 'name the accounts that may log in and post there: accounts in the profile, or --accounts FILE'
  return [{ path, value: 'only those of the rehearsal', remedy }]
}

const drawSeed = (): number => randomInt(1, 2 ** 31)
