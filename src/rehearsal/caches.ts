import { COLD_PREFIX_QUERIES, COLD_READS } from '../tatami/operations.js'
import { Bitmap } from './bitmap.js'
import type { GroupBook } from './group-book.js'
import type { Post } from './post.js'
import { SLOTS, seededStatusKey } from './seeded-posts.js'

const SUGGESTIONS_TTL_US = 1_800_000_000
const TAGS_TTL_US = 300_000_000
// Its multiples spread evenly between whole numbers.
const GOLDEN = 0.618_033_988_75

/**
 * Tatami's Ehcache as replicated over the nodes at the event: each method says how many Cassandra operations the look-up
 * costs now, and none next time. Only what was missed is remembered, not the data, which is computed anyway.
 */
export class ClusterCaches {
  readonly #users = new Bitmap()
  readonly #seededStatuses = new Bitmap()
  readonly #favourites = new Bitmap()
  readonly #friends = new Bitmap()
  readonly #followers = new Bitmap()
  readonly #groupLists = new Bitmap()
  readonly #groups = new Bitmap()
  readonly #suggestions = new Map<number, number>()
  readonly #tags = new Map<string, number>()
  readonly #prefixes = new Set<string>()
  #warmUntilUs: (user: number) => number = () => 0

  /** As after days of use by so many people: everything of theirs is there, and what expires does so by and by. */
  static warm(population: number, nowUs: number): ClusterCaches {
    const caches = new ClusterCaches()
    for (const people of [caches.#users, caches.#favourites, caches.#friends, caches.#followers, caches.#groupLists])
      people.fill(population)
    caches.#groups.fill(population)
    caches.#seededStatuses.fill(population * SLOTS)
    caches.#warmUntilUs = (user) => (user < population ? nowUs + SUGGESTIONS_TTL_US * ((user * GOLDEN) % 1) : 0)
    return caches
  }

  user(user: number): number {
    return this.#users.add(user) ? COLD_READS.user : 0
  }

  users(users: readonly number[]): number {
    return users.reduce((sum, user) => sum + this.user(user), 0)
  }

  /** Posting, following and being followed change a user's counters. */
  evictUser(user: number): void {
    this.#users.delete(user)
  }

  status(post: Post): number {
    if (post.kind === 'seeded') return this.#seededStatuses.add(seededStatusKey(post)) ? COLD_READS.status : 0
    if (post.cached) return 0
    post.cached = true
    return COLD_READS.status
  }

  evictStatus(post: Post): void {
    if (post.kind === 'seeded') this.#seededStatuses.delete(seededStatusKey(post))
    else post.cached = false
  }

  favourites(user: number): number {
    return this.#favourites.add(user) ? COLD_READS.favourites : 0
  }

  evictFavourites(user: number): void {
    this.#favourites.delete(user)
  }

  friends(user: number): number {
    return this.#friends.add(user) ? COLD_READS.friends : 0
  }

  followers(user: number): number {
    return this.#followers.add(user) ? COLD_READS.followers : 0
  }

  evictFollow(user: number, followed: number): void {
    this.#friends.delete(user)
    this.#followers.delete(followed)
    this.evictUser(user)
    this.evictUser(followed)
  }

  /** A user's groups; 3.1 loads every member of each as a user, only to count them. */
  groups(user: number, book: GroupBook): number {
    let reads = this.#groupLists.add(user) ? COLD_READS.groupList : 0
    for (const group of book.of(user)) reads += this.group(group, book)
    return reads
  }

  group(group: number, book: GroupBook): number {
    if (!this.#groups.add(group)) return 0
    return COLD_READS.group + COLD_READS.groupMembers + this.users(book.members(group))
  }

  /** A new group changes somebody's list, and Tatami forgets everybody's. */
  evictGroupLists(): void {
    this.#groupLists.clear()
  }

  /** So it does with the groups themselves when somebody joins or leaves one. */
  evictGroups(): void {
    this.#groupLists.clear()
    this.#groups.clear()
  }

  suggestions(user: number, suggested: readonly number[], nowUs: number): number {
    if ((this.#suggestions.get(user) ?? this.#warmUntilUs(user)) > nowUs) return 0
    this.#suggestions.set(user, nowUs + SUGGESTIONS_TTL_US)
    return COLD_READS.suggestions + this.users(suggested)
  }

  popularTags(domain: string, nowUs: number): number {
    if ((this.#tags.get(domain) ?? 0) > nowUs) return 0
    this.#tags.set(domain, nowUs + TAGS_TTL_US)
    return COLD_READS.popularTags
  }

  /** Elasticsearch queries, not Cassandra operations: a prefix is searched once in a domain and kept for ever. */
  prefix(domain: string, prefix: string): number {
    const key = `${domain}/${prefix}`
    if (this.#prefixes.has(key)) return 0
    this.#prefixes.add(key)
    return COLD_PREFIX_QUERIES
  }
}
