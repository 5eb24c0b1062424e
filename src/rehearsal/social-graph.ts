import { FOLLOWERS_CUT } from '../tatami/operations.js'
import { mix } from './mixing.js'

/** Who follows whom among the seeded users: no memory per user, the same for the same seed, skewed. */
export interface SocialGraph {
  readonly population: number
  /** How many users each user follows, repetitions and self included. */
  readonly picks: number
  /** The j-th user that `user` follows. */
  pick(user: number, j: number): number
  friends(user: number): number[]
  /** At most 10,000, as Tatami reads them. */
  followers(user: number): number[]
  followersCount(user: number): number
  follows(user: number, author: number): boolean
}

/**
 * Pick j of user u is `skew(permutation_j(u))`: permutations of the population are linear and so are inverted in one
 * step; `skew(x) = x² / population` sends 2·√population users to its most popular author and half a user to its least.
 * Both directions of the relation come from that formula.
 */
export const socialGraph = (seed: number, population: number, meanFollowers: number): SocialGraph => {
  const picks = Math.max(1, Math.min(meanFollowers, Math.floor(population / 10)))
  const permutations = Array.from({ length: picks }, (_, j) => linearPermutation(seed, j, population))
  // Popularity must not follow account numbers, which arrive in order.
  const byRank = linearPermutation(seed, picks, population)
  const identity: Permutation = { to: (x) => x, from: (x) => x }
  const permutation = (j: number) => permutations[j] ?? identity
  const pick = (user: number, j: number) => {
    const x = permutation(j).to(user)
    return byRank.to(Math.floor((x * x) / population))
  }
  const has = (user: number) => user < population
  const followers = (user: number): number[] => {
    if (!has(user)) return []
    const rank = byRank.from(user)
    const end = firstAtRank(rank + 1, population)
    const found = new Set<number>()
    for (let x = firstAtRank(rank, population); x < end; x++)
      for (let j = 0; j < picks && found.size < FOLLOWERS_CUT + 1; j++) found.add(permutation(j).from(x))
    found.delete(user)
    return [...found].slice(0, FOLLOWERS_CUT)
  }
  const friends = (user: number): number[] => {
    if (!has(user)) return []
    const found = new Set(Array.from({ length: picks }, (_, j) => pick(user, j)))
    found.delete(user)
    return [...found]
  }
  const follows = (user: number, author: number): boolean => {
    if (!has(user) || user === author) return false
    for (let j = 0; j < picks; j++) if (pick(user, j) === author) return true
    return false
  }
  return { population, picks, pick, friends, followers, followersCount: (user) => followers(user).length, follows }
}

interface Permutation {
  to(x: number): number
  from(y: number): number
}

const linearPermutation = (seed: number, key: number, size: number): Permutation => {
  let factor = 1 + (mix(seed, key, 1) % size)
  while (greatestCommonDivisor(factor, size) !== 1) factor++
  const shift = mix(seed, key, 2) % size
  const inverse = inverseModulo(factor % size, size)
  return {
    to: (x) => ((factor % size) * x + shift) % size,
    from: (y) => (inverse * ((y - shift + size) % size)) % size,
  }
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))

const inverseModulo = (value: number, size: number): number => {
  let [r0, r1, t0, t1] = [size, value, 0, 1]
  while (r1 > 0) {
    const quotient = Math.floor(r0 / r1)
    ;[r0, r1] = [r1, r0 - quotient * r1]
    ;[t0, t1] = [t1, t0 - quotient * t1]
  }
  return ((t0 % size) + size) % size
}

// The smallest x with floor(x² / population) >= rank.
const firstAtRank = (rank: number, population: number): number => {
  let x = Math.ceil(Math.sqrt(rank * population))
  while (x > 0 && Math.floor(((x - 1) * (x - 1)) / population) >= rank) x--
  while (Math.floor((x * x) / population) < rank) x++
  return Math.min(x, population)
}
