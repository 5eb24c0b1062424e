import { below, randomStream } from '../base/random.js'

/** Who follows whom among `users` numbered accounts; the same for the same seed. */
export interface FollowGraph {
  /** How many each of them follows, and so how many followers they have on average. */
  readonly friendsEach: number
  /** The accounts that one follows, each once, never itself. */
  friendsOf(user: number): number[]
}

/**
 * A skewed graph: the account of popularity rank r is chosen in proportion to 1/√r, which gives the first of 160,000 some
 * 20,000 followers at a mean of 50, and the last half the mean. The embedded stack's own population has the same skew.
 * At most half of the accounts are followed by each: beyond that there would be nothing left of it.
 */
export const followGraph = (users: number, followersMean: number, seed: number): FollowGraph => {
  const friendsEach = Math.min(followersMean, mostFollowers(users))
  const byRank = shuffled(users, seed)
  const friendsOf = (user: number): number[] => {
    const random = randomStream(seed, 'follows', user)
    const chosen = new Set<number>()
    while (chosen.size < friendsEach) {
      const share = random()
      // By inversion of the distribution function √(r / users).
      const friend = byRank[Math.floor(share * share * users)] ?? 0
      if (friend !== user) chosen.add(friend)
    }
    return [...chosen]
  }
  return { friendsEach, friendsOf }
}

/** Most followers that accounts can have on average: half of all. */
export const mostFollowers = (users: number): number => Math.floor(users / 2)

// Popularity must not follow account numbers, which arrive in order. Fisher and Yates.
const shuffled = (count: number, seed: number): Uint32Array => {
  const random = randomStream(seed, 'popularity')
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = below(random, i + 1)
    const [a = 0, b = 0] = [order[i], order[j]]
    order[i] = b
    order[j] = a
  }
  return order
}
