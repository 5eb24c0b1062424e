import { markOf, timeOf, timeUuid } from './time-uuid.js'

/** Each seeded user is in one group of this many. */
export const GROUP_SIZE = 50
const CLOCK = 'a6e0'
const FOUNDED_US = 1_388_534_400_000_000

/** The seeded user's group; undefined for people who registered later. */
export const seededGroupOf = (user: number, population: number): number | undefined =>
  user < population ? Math.floor(user / GROUP_SIZE) : undefined

/** How many groups there are from the start. */
export const seededGroups = (population: number): number => Math.ceil(population / GROUP_SIZE)

/** The id that stands for a group's number in every answer. */
export const groupId = (group: number): string => timeUuid(FOUNDED_US, CLOCK, group)

/** The number that an id names, of a group that may or may not exist; undefined for an id of another kind. */
export const groupNumber = (id: string): number | undefined => {
  if (timeOf(id) === undefined) return undefined
  const { clock, node } = markOf(id)
  return clock === CLOCK ? node : undefined
}

export const seededGroupName = (group: number): string => `team ${group}`

/** Who is in a seeded group from the start; the first one administers it. */
export const seededMembers = (group: number, population: number): number[] => {
  const first = group * GROUP_SIZE
  return Array.from({ length: Math.max(0, Math.min(GROUP_SIZE, population - first)) }, (_, i) => first + i)
}
