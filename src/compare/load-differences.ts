import type { EventProfile } from '../profile/event-profile.js'
import { profileDifferences } from '../profile/profile-differences.js'

/** What of a profile is load: how many users do what, how they come, and over what connections. The lengths of hold and ramp-down are not. */
const LOAD = [
  'tatamiVersion',
  'users',
  'ramp',
  'behaviour',
  'connections',
  'tls',
  'transport',
  'scenarioModules',
] as const

/** Every way in which a profile's load differs from another's, as `users: 2000 against 5000`. */
export const loadDifferences = (base: EventProfile, other: EventProfile): string[] =>
  profileDifferences(base, other, LOAD)
