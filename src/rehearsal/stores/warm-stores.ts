import { monotonicClock } from '../../base/clock.js'
import { DOMAIN } from '../../tatami/population.js'
import type { Course } from '../course.js'
import { suggestedTo } from '../people-calls.js'
import type { SocialNetwork } from '../social-network.js'
import { eachInTurn } from './each-in-turn.js'
import { perform } from './perform.js'
import type { Stores } from './stores.js'

const AT_ONCE = 12
/** Statuses of a time-line as it is opened. */
const SHOWN = 20

/**
 * Reads what the first users' logins read, into the caches: a cold login costs some 270 reads, which on the day were spread over
 * hours. `told` hears how far it is, from 0 to 1; gives the number of reads.
 */
export const warmStores = async (
  stores: Stores,
  network: SocialNetwork,
  users: number,
  told: (share: number) => void,
): Promise<number> => {
  const work = { cassandra: 0, elasticsearch: 0 }
  let done = 0
  await eachInTurn(users, AT_ONCE, async (user) => {
    const course = loginOf(user, stores, network)
    await perform(course, course.next(), work, monotonicClock)
    told(++done / users)
  })
  return work.cassandra
}

const loginOf = function* (user: number, stores: Stores, network: SocialNetwork): Course<void> {
  yield* stores.user(user)
  yield* stores.groups(user)
  yield* stores.favourites(user)
  const kept = { name: 'timeline', key: String(user), modelled: () => ({ live: [] }) } as const
  for (const { author } of yield* stores.line(kept, { count: SHOWN })) yield* stores.user(author)
  yield* stores.popularTags(DOMAIN, monotonicClock.nowUs())
  yield* stores.suggestions(user, suggestedTo(user, network), monotonicClock.nowUs())
  yield* stores.followers(user)
}
