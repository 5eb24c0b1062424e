import type { EventProfile } from '../profile/event-profile.js'

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
export const loadDifferences = (base: EventProfile, other: EventProfile): string[] => {
  const [ours, theirs] = [leavesOf(base), leavesOf(other)]
  const paths = [...new Set([...ours.keys(), ...theirs.keys()])]
  return paths
    .filter((path) => ours.get(path) !== theirs.get(path))
    .map((path) => `${path}: ${ours.get(path) ?? 'not set'} against ${theirs.get(path) ?? 'not set'}`)
}

const leavesOf = (profile: EventProfile): ReadonlyMap<string, string> => {
  const leaves = new Map<string, string>()
  for (const key of LOAD) pushLeaves(leaves, key, profile[key])
  return leaves
}

const pushLeaves = (leaves: Map<string, string>, path: string, value: unknown): void => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) pushLeaves(leaves, `${path}.${key}`, inner)
  } else if (value !== undefined) leaves.set(path, JSON.stringify(value))
}
