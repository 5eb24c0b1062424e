import type { Problem } from '../../src/base/errors.js'
import { UsageError } from '../../src/base/errors.js'
import type { EventProfile } from '../../src/profile/event-profile.js'
import type { ProfileChecks } from '../../src/profile/profile-checks.js'
import type { ProfileSources } from '../../src/profile/profile-reading.js'
import { resolveProfile } from '../../src/profile/resolve-profile.js'

const CHECKS: ProfileChecks = {
  fault: (text) => (text.includes(':') ? undefined : { path: '--fault', value: text, remedy: 'write target:kind' }),
  staysHere: ({ urls }) => urls.every((url) => url.includes('127.0.0.1')),
  newSeed: () => 4711,
}

/** Resolves with checks that know one kind of fault, one loopback address and one seed. */
export const resolved = (sources: Partial<ProfileSources> = {}, checks: Partial<ProfileChecks> = {}): EventProfile =>
  resolveProfile({ flags: {}, env: {}, cwd: '/nowhere', ...sources }, { ...CHECKS, ...checks })

/** The problems with which sources are refused; empty when they are not. */
export const refused = (sources: Partial<ProfileSources>, checks: Partial<ProfileChecks> = {}): readonly Problem[] => {
  try {
    resolved(sources, checks)
    return []
  } catch (error) {
    if (error instanceof UsageError) return error.problems
    throw error
  }
}
