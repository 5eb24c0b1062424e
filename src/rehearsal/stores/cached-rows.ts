import type { Course } from '../course.js'
import type { Post } from '../post.js'
import type { ClusterState } from '../served-call.js'
import type { Profile } from '../social-network.js'
import { timeOf } from '../time-uuid.js'
import type { Row } from './cassandra-client.js'
import { CQL } from './schema.js'
import { SharedRows } from './shared-rows.js'
import type { StoreSteps } from './store-steps.js'
import type { FoundByPrefix } from './stores.js'

/** A status, or that it is gone. */
interface FoundStatus {
  readonly post: Post | undefined
}

/** Tatami's caches over Cassandra's rows; each look-up that misses makes the reads of `COLD_READS`. */
export class CachedRows {
  readonly prefixes = new Map<string, FoundByPrefix>()
  readonly #steps: StoreSteps
  readonly #state: ClusterState
  readonly #users = new SharedRows<number, Profile>()
  readonly #statuses = new SharedRows<string, FoundStatus>()
  readonly #friends = new SharedRows<number, readonly number[]>()
  readonly #followers = new SharedRows<number, readonly number[]>()
  readonly #favourites = new SharedRows<number, readonly string[]>()
  readonly #groupLists = new SharedRows<number, readonly number[]>()
  readonly #groups = new SharedRows<number, readonly number[]>()

  constructor(steps: StoreSteps, state: ClusterState) {
    this.#steps = steps
    this.#state = state
  }

  user(user: number): Course<Profile> {
    return this.#users.get(user, () => this.#loadUser(user))
  }

  friends(user: number): Course<readonly number[]> {
    return this.#friends.get(user, () => this.#loadPeople('friends', user))
  }

  followers(user: number): Course<readonly number[]> {
    return this.#followers.get(user, () => this.#loadPeople('followers', user))
  }

  favourites(user: number): Course<readonly string[]> {
    return this.#favourites.get(user, () => this.#loadFavourites(user))
  }

  groupList(user: number): Course<readonly number[]> {
    return this.#groupLists.get(user, () => this.#loadGroupList(user))
  }

  /** The members of a group; 3.1 loads every one of them as a user, only to count them. */
  group(group: number, load: (members: readonly number[]) => Course<void>): Course<readonly number[]> {
    return this.#groups.get(group, () => this.#loadGroup(group, load))
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

  /** A new group changes somebody's list, and Tatami forgets everybody's. */
  forgetGroupLists(): void {
    this.#groupLists.forgetAll()
  }

  /** A change of one group's people makes Tatami forget them all. */
  forgetGroups(): void {
    this.#groupLists.forgetAll()
    this.#groups.forgetAll()
  }

  *#loadUser(user: number): Course<Profile> {
    const [row] = yield* this.#steps.read(CQL.user, [user])
    const counts: number[] = []
    for (const name of ['status', 'friends', 'followers']) {
      const [counter] = yield* this.#steps.read(CQL.counter, [user, name])
      counts.push(Number(counter?.['value'] ?? 0))
    }
    const [statusCount = 0, friendsCount = 0, followersCount = 0] = counts
    return {
      ...(row && { password: text(row, 'password') }),
      firstName: text(row, 'first_name'),
      lastName: text(row, 'last_name'),
      statusCount,
      friendsCount,
      followersCount,
    }
  }

  *#loadPeople(which: 'friends' | 'followers', user: number): Course<readonly number[]> {
    const people = yield* this.#steps.idsOf(CQL[which], user)
    this.#state.network.person(user)[which] = new Set(people)
    return people
  }

  *#loadFavourites(user: number): Course<readonly string[]> {
    const ids = (yield* this.#steps.read(CQL.favourites, [String(user)])).map((row) => String(row['id']))
    this.#state.network.person(user).favourites = ids
    return ids
  }

  *#loadGroupList(user: number): Course<readonly number[]> {
    const groups = (yield* this.#steps.read(CQL.userGroups, [user])).map((row) => Number(row['group_number']))
    this.#state.network.groups.learnList(user, groups)
    return groups
  }

  *#loadGroup(group: number, load: (members: readonly number[]) => Course<void>): Course<readonly number[]> {
    const [row] = yield* this.#steps.read(CQL.group, [group])
    const founder = Number(row?.['founder'] ?? 0)
    yield* this.#steps.read(CQL.userGroups, [founder])
    yield* this.#steps.read(CQL.groupMembers, [group])
    const members = yield* this.#steps.idsOf(CQL.groupMembers, group)
    const facts = { name: text(row, 'name'), description: text(row, 'description'), isPublic: row?.['public'] === true }
    this.#state.network.groups.learn(group, { members: new Set(members), ...(row && { ...facts, founder }) })
    yield* load(members)
    return members
  }

  // The status, its discussion and its shares, and 3.1's `shareByMe`.
  *#loadStatus(id: string): Course<FoundStatus> {
    const [row] = yield* this.#steps.read(CQL.status, [id])
    if (!row) return { post: undefined }
    const replies = yield* this.#steps.read(CQL.discussion, [id])
    yield* this.#steps.read(CQL.shares, [id])
    yield* this.#steps.read(CQL.ownShare, [id, 0])
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
