import type { SearchPlan } from '../metrics/search-record.js'

/** How one step came out. `inconclusive`: as long as it may be, and still undecided. `invalid`: the generator was late. */
export type StepOutcome = 'pass' | 'fail' | 'inconclusive' | 'invalid'

/** A load that was tried, and how it came out. */
export interface TriedStep {
  readonly users: number
  readonly outcome: StepOutcome
}

/**
 * Why a search ended: the limit is known to the resolution, the most users were held, nobody was, the list is through, or the generator
 * was late twice in a row at the same load.
 */
export type SearchEnd = 'resolved' | 'all-held' | 'none-held' | 'list-done' | 'generator-late'

export type SearchMove =
  | { readonly kind: 'step'; readonly users: number }
  | { readonly kind: 'end'; readonly end: SearchEnd }

/** What to do after some steps: a pure function of them, so that a search can be replayed from what it left behind. */
export const nextMove = (plan: SearchPlan, tried: readonly TriedStep[]): SearchMove => {
  const last = tried.at(-1)
  if (last?.outcome === 'invalid') {
    return isLateTwice(tried) ? { kind: 'end', end: 'generator-late' } : { kind: 'step', users: last.users }
  }
  return plan.steps ? nextOf(plan.steps, tried) : searched(plan, limitOf(tried))
}

/** Between which loads the limit lies. */
export interface Limit {
  /** The most users that were held, below all that were not; absent: none. */
  readonly held?: number
  /** The fewest users that were not; absent: none. */
  readonly missed?: number
}

/** The limit as far as some steps show it; what a late generator measured says nothing of the platform. */
export const limitOf = (tried: readonly TriedStep[]): Limit => {
  const missed = Math.min(...tried.filter(isMissed).map(({ users }) => users))
  const held = Math.max(
    ...tried.filter(({ users, outcome }) => outcome === 'pass' && users < missed).map(({ users }) => users),
  )
  return { ...(Number.isFinite(held) && { held }), ...(Number.isFinite(missed) && { missed }) }
}

// Whoever is not shown to be held is not held.
const isMissed = ({ outcome }: TriedStep): boolean => outcome === 'fail' || outcome === 'inconclusive'

const isLateTwice = (tried: readonly TriedStep[]): boolean => {
  const [before, last] = tried.slice(-2)
  return last !== undefined && before?.outcome === 'invalid' && before.users === last.users
}

const nextOf = (steps: readonly number[], tried: readonly TriedStep[]): SearchMove => {
  const last = tried.at(-1)?.users ?? 0
  const users = steps.find((one) => one > last)
  return users === undefined ? { kind: 'end', end: 'list-done' } : { kind: 'step', users }
}

/** From step to step while all is held: six steps from a sixteenth of the most users, none of them far over the limit. */
const GROWTH = 1.6
const FIRST_SHARE = 1 / 16
/** Fewer users than this share of the most are not looked for. */
const LEAST_SHARE = 1 / 200

const searched = (plan: SearchPlan, { held, missed }: Limit): SearchMove => {
  if (missed === undefined) return upwards(plan.maxUsers, held)
  if (held === undefined) return downwards(plan.maxUsers, missed)
  if (missed - held <= Math.max(1, held * plan.resolution)) return { kind: 'end', end: 'resolved' }
  return { kind: 'step', users: Math.round((held + missed) / 2) }
}

const upwards = (maxUsers: number, held: number | undefined): SearchMove => {
  if (held === maxUsers) return { kind: 'end', end: 'all-held' }
  const users = held === undefined ? maxUsers * FIRST_SHARE : Math.max(held + 1, held * GROWTH)
  return { kind: 'step', users: Math.min(maxUsers, Math.max(1, Math.round(users))) }
}

const downwards = (maxUsers: number, missed: number): SearchMove => {
  if (missed <= Math.max(1, maxUsers * LEAST_SHARE)) return { kind: 'end', end: 'none-held' }
  return { kind: 'step', users: Math.max(1, Math.floor(missed / 2)) }
}
