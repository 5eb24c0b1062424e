import { PreflightError } from '../base/errors.js'
import { pluralText } from '../base/quantity-text.js'
import { hanging } from '../base/wrapped-text.js'
import type { EventProfile } from '../profile/event-profile.js'
import { largestUsers, type UsersSearch } from './largest-users.js'
import { type LoadPlan, loadPlan, type PlanConditions } from './load-plan.js'
import { type Room, roomFor } from './room.js'
import { type Shortfall, shortfallsOf } from './shortfall.js'
import { shortfallText } from './shortfall-text.js'

/** Whether this machine carries a plan, and if not, what it would carry. */
export interface CapacityCheck {
  readonly plan: LoadPlan
  /** What is missing; empty when the plan fits. */
  readonly shortfalls: readonly Shortfall[]
  /** Most users of the same profile that fit, rounded down to three digits; the profile's own when it fits. */
  readonly largestUsers: number
  /** Changes with which more users fit, the largest gain first. */
  readonly room: readonly Room[]
}

/** Holds the plan against the machine. `atUsers` is the same profile with other users; the ramp's duration stays by default. */
export const checkCapacity = (
  profile: EventProfile,
  conditions: PlanConditions,
  atUsers: UsersSearch['atUsers'] = withUsers,
): CapacityCheck => {
  const plan = loadPlan(profile, conditions)
  const shortfalls = shortfallsOf(plan, conditions.machine)
  if (shortfalls.length === 0) return { plan, shortfalls, largestUsers: profile.users, room: [] }
  const largest = largestUsers({ profile, conditions, atUsers })
  return { plan, shortfalls, largestUsers: largest, room: roomFor({ profile, conditions, atUsers }, plan, largest) }
}

/**
 * The plan, when this machine carries it or `force` says to try anyway; otherwise a PreflightError that names what is
 * missing, the largest number of users that fits, and what would make room.
 */
export const requireFit = (
  profile: EventProfile,
  conditions: PlanConditions,
  { force, atUsers }: { readonly force: boolean; readonly atUsers?: UsersSearch['atUsers'] },
): LoadPlan => {
  const check = checkCapacity(profile, conditions, atUsers)
  if (check.shortfalls.length > 0 && !force) throw new PreflightError(refusalText(check))
  return check.plan
}

/** Why a plan is refused and what to do, in a few lines. */
export const refusalText = ({ plan, shortfalls, largestUsers, room }: CapacityCheck): string => {
  const users = (count: number) => pluralText(count, 'user')
  const largest = largestUsers === 0 ? 'not even one user fits' : `the largest that fits is ${users(largestUsers)}`
  return [
    `this machine cannot carry ${users(plan.profile.users)} by the plan; ${largest}`,
    ...shortfalls.map((shortfall) => `  missing: ${shortfallText(shortfall)}`),
    ...room.map(({ change, largestUsers }) => `  more room: ${change}: up to ${users(largestUsers)}`),
    '  --force tries anyway',
  ].join('\n')
}

/** The same in lines of a width, each further one under the text of its first. */
export const refusalLines = (check: CapacityCheck, columns: number): readonly string[] =>
  refusalText(check)
    .split('\n')
    .flatMap((line) => {
      const lead = /^ *(?:[a-z ]+: )?/.exec(line)?.[0] ?? ''
      return hanging(lead, line.slice(lead.length), columns)
    })

const withUsers = (profile: EventProfile, users: number): EventProfile => ({ ...profile, users })
