import { exponential, type Random } from '../base/random.js'
import type { Behaviour } from '../profile/event-profile.js'

/** What is settled before a person arrives. */
export interface Visit {
  readonly coldCache: boolean
  /** Length of the session, microseconds from the arrival; `Infinity` when it lasts to the end. */
  readonly lengthUs: number
}

/** Draws a visit: the first numbers of a person's stream, always as many. */
export const drawVisit = (random: Random, { coldCacheShare, session }: Behaviour): Visit => ({
  coldCache: random() < coldCacheShare,
  lengthUs: session.kind === 'exponential' ? Math.round(exponential(random, session.meanUs)) : Number.POSITIVE_INFINITY,
})
