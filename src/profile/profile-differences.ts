import type { EventProfile } from './event-profile.js'

/** Every way in which some keys of a profile differ from another's, as `users: 2000 against 5000`. */
export const profileDifferences = (
  base: EventProfile,
  other: EventProfile,
  keys: readonly (keyof EventProfile)[],
): string[] => {
  const [ours, theirs] = [leavesOf(base, keys), leavesOf(other, keys)]
  const paths = [...new Set([...ours.keys(), ...theirs.keys()])]
  return paths
    .filter((path) => ours.get(path) !== theirs.get(path))
    .map((path) => `${path}: ${ours.get(path) ?? 'not set'} against ${theirs.get(path) ?? 'not set'}`)
}

const leavesOf = (profile: EventProfile, keys: readonly (keyof EventProfile)[]): ReadonlyMap<string, string> => {
  const leaves = new Map<string, string>()
  for (const key of keys) pushLeaves(leaves, key, profile[key])
  return leaves
}

const pushLeaves = (leaves: Map<string, string>, path: string, value: unknown): void => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) pushLeaves(leaves, `${path}.${key}`, inner)
  } else if (value !== undefined) leaves.set(path, JSON.stringify(value))
}
