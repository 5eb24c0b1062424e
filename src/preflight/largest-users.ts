import type { EventProfile } from '../profile/event-profile.js'
import { loadPlan, type PlanConditions } from './load-plan.js'
import { type Shortfall, shortfallsOf } from './shortfall.js'

/** What the largest number of users is searched for. */
export interface UsersSearch {
  readonly profile: EventProfile
  readonly conditions: PlanConditions
  /** The same profile with other users. */
  readonly atUsers: (profile: EventProfile, users: number) => EventProfile
  /** A shortfall that the change in question takes away. */
  readonly ignored?: Shortfall['kind']
}

/** Most users up to the profile's own that fit, rounded down to three digits; 0 when not even one does. */
export const largestUsers = (search: UsersSearch): number => {
  const { profile } = search
  if (fits(search, profile.users)) return profile.users
  let low = 0
  let high = profile.users
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (fits(search, middle)) low = middle
    else high = middle
  }
  return roundedDown(low)
}

const fits = ({ profile, conditions, atUsers, ignored }: UsersSearch, users: number): boolean =>
  shortfallsOf(loadPlan(atUsers(profile, users), conditions), conditions.machine).every(({ kind }) => kind === ignored)

// An estimate of resources does not know users to the last one.
const roundedDown = (users: number): number => {
  const step = 10 ** Math.max(0, String(users).length - 3)
  return Math.floor(users / step) * step
}
