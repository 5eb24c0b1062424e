import type { Course } from '../course.js'
import type { Post } from '../post.js'
import type { ClusterState } from '../served-call.js'
import type { Profile } from '../social-network.js'
import { timeOf } from '../time-uuid.js'
import type { Row } from './cassandra-client.js'
import { CQL } from './schema.js'
import { SharedRows } from './shared-rows.js'
import type { FoundByPrefix } from './stores.js'

type Read = (query: string, parameters: readonly unknown[]) => Course<readonly Row[]>
/** A status, or that it is gone. */
interface FoundStatus {
  readonly post: Post | undefined
}

/** Tatami's caches over Cassandra's rows; each look-up that misses makes the reads of `COLD_READS`. */
export class CachedRows {
  readonly prefixes = new Map<string, FoundByPrefix>()
  readonly #read: Read
  readonly #state: ClusterState
  readonly #users = new SharedRows<number, Profile>()
  readonly #statuses = new SharedRows<string, FoundStatus>()
  readonly #friends = new SharedRows<number, readonly number[]>()
  readonly #followers = new SharedRows<number, readonly number[]>()
  readonly #favourites = new SharedRows<number, readonly Row[]>()
  readonly #groupLists = new SharedRows<number, readonly Row[]>()
  readonly #groups = new SharedRows<number, readonly Row[]>()

  constructor(read: Read, state: ClusterState) {
    this.#read = read
    this.#state = state
  }

  user(user: number): Course<Profile> {
    return this.#users.get(user, () => this.#loadUser(user))
  }

  friends(user: number): Course<readonly number[]> {
    return this.#friends.get(user, () => this.#people(CQL.friends, user))
  }

  followers(user: number): Course<readonly number[]> {
    return this.#followers.get(user, () => this.#people(CQL.followers, user))
  }

  favourites(user: number): Course<readonly Row[]> {
    return this.#favourites.get(user, () => this.#read(CQL.favourites, [String(user)]))
  }

  groupList(user: number): Course<readonly Row[]> {
    return this.#groupLists.get(user, () => this.#read(CQL.userGroups, [user]))
  }

  /** 3.1 loads every member of a group as a user, only to count them. */
  group(group: number, loadMembers: () => Course<void>): Course<readonly Row[]> {
    return this.#groups.get(group, () => this.#loadGroup(group, loadMembers))
  }

  *status(id: string): Course<Post | undefined> {
    return (yield* this.#statuses.get(id, () => this.#loadStatus(id))).post
  }

  lacksSuggestions(user: number, nowUs: number): boolean {
    return this.#state.caches.suggestions(user, [], nowUs) > 0
  }

  lacksTags(domain: string, nowUs: number): boolean {
    return this.#state.caches.popularTags(domain, nowUs) > 0
  }

  forgetUser(user: number): void {
    this.#users.forget(user)
  }

  forgetStatus(id: string): void {
    this.#statuses.forget(id)
  }

  forgetFavourites(user: number): void {
    this.#favourites.forget(user)
  }

  forgetFollow(user: number, followed: number): void {
    this.#friends.forget(user)
    this.#followers.forget(followed)
    this.#users.forget(user)
    this.#users.forget(followed)
  }

  /** A change of one group's people makes Tatami forget them all. */
  forgetGroups(): void {
    this.#groupLists.forgetAll()
    this.#groups.forgetAll()
  }

  *#people(query: string, user: number): Course<readonly number[]> {
    return (yield* this.#read(query, [user])).map((row) => Number(row['user']))
  }

  *#loadUser(user: number): Course<Profile> {
    const [row] = yield* this.#read(CQL.user, [user])
    const counts: number[] = []
    for (const name of ['status', 'friends', 'followers']) {
      const [counter] = yield* this.#read(CQL.counter, [user, name])
      counts.push(Number(counter?.['value'] ?? 0))
    }
    const [statusCount = 0, friendsCount = 0, followersCount = 0] = counts
    return {
      firstName: text(row, 'first_name'),
      lastName: text(row, 'last_name'),
      statusCount,
      friendsCount,
      followersCount,
    }
  }

  *#loadGroup(group: number, loadMembers: () => Course<void>): Course<readonly Row[]> {
    const rows = yield* this.#read(CQL.group, [group])
    yield* this.#read(CQL.userGroups, [this.#state.network.groups.members(group)[0] ?? 0])
    yield* this.#read(CQL.groupMembers, [group])
    yield* this.#read(CQL.groupMembers, [group])
    yield* loadMembers()
    return rows
  }

  // The status, its discussion and its shares, and 3.1's `shareByMe`.
  *#loadStatus(id: string): Course<FoundStatus> {
    const [row] = yield* this.#read(CQL.status, [id])
    const replies = yield* this.#read(CQL.discussion, [id])
    yield* this.#read(CQL.shares, [id])
    yield* this.#read(CQL.ownShare, [id, 0])
    if (!row) return { post: undefined }
    const replyTo = row['reply_to'] == null ? undefined : rootOf(row)
    return { post: { ...postOf(id, row), ...(replyTo && { replyTo }), ...(replies.length > 0 && { replies: [] }) } }
  }
}

const text = (row: Row | undefined, column: string): string => String(row?.[column] ?? '')

const postOf = (id: string, row: Row): Post => ({
  kind: 'live',
  id,
  timeUs: timeOf(id) ?? 0,
  author: Number(row['author']),
  content: text(row, 'content'),
  private: row['private'] === true,
  cached: true,
  ...(row['group_number'] != null && { group: Number(row['group_number']) }),
})

// Of the root of a discussion an answer keeps no more than who wrote which.
const rootOf = (row: Row): Post => {
  const id = String(row['reply_to'])
  return { ...postOf(id, { author: row['reply_to_author'] }), private: false }
}
