import { markOf, timeOf, timeUuid } from './time-uuid.js'

/** Each seeded user is in one group of this many. */
export const GROUP_SIZE = 50
const CLOCK = 'a6e0'
const FOUNDED_US = 1_388_534_400_000_000

/** The seeded user's only group; undefined for people who registered later. */
export const groupOf = (user: number, population: number): number | undefined =>
  user < population ? Math.floor(user / GROUP_SIZE) : undefined

export const groupId = (group: number): string => timeUuid(FOUNDED_US, CLOCK, group)

/** The group an id names; undefined when there is none. */
export const groupNumber = (id: string, population: number): number | undefined => {
  if (timeOf(id) === undefined) return undefined
  const { clock, node } = markOf(id)
  return clock === CLOCK && node * GROUP_SIZE < population ? node : undefined
}

export const groupName = (group: number): string => `team ${group}`

export const groupMembers = (group: number, population: number): number[] => {
  const first = group * GROUP_SIZE
  return Array.from({ length: Math.max(0, Math.min(GROUP_SIZE, population - first)) }, (_, i) => first + i)
}
