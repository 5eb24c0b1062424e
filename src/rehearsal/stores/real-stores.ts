import { type Course, settled } from '../course.js'
import { LineEndError, type PageQuery } from '../line.js'
import type { Post } from '../post.js'
import { tagKey } from '../post-book.js'
import type { ClusterState } from '../served-call.js'
import { timeOf, timeUuid } from '../time-uuid.js'
import { StoreError } from '../work.js'
import { CachedRows } from './cached-rows.js'
import type { CassandraClient } from './cassandra-client.js'
import { postsOf } from './posts-of.js'
import { RealWrites } from './real-writes.js'
import { CQL, type LineTable, lineSelect } from './schema.js'
import type { SearchClient } from './search-client.js'
import { StoreSteps } from './store-steps.js'
import type { FoundByPrefix, KeptLine, MembershipChange, NewGroup, Stores, Told } from './stores.js'

/** The last id of a moment: Cassandra compares the bytes after the time with their signs. */
const lastIdAt = (timeUs: number): string => timeUuid(timeUs, '7f7f', 0x7f7f_7f7f_7f7f)

/** Stores that are asked: statuses, lines, people, groups, favourites and who follows whom are in Cassandra, and found through Elasticsearch. */
export class RealStores implements Stores {
  readonly #steps: StoreSteps
  readonly #writes: RealWrites
  readonly #search: SearchClient
  readonly #state: ClusterState
  readonly #cached: CachedRows

  constructor(cassandra: CassandraClient, search: SearchClient, state: ClusterState) {
    this.#steps = new StoreSteps(cassandra)
    this.#search = search
    this.#state = state
    this.#cached = new CachedRows(this.#steps, state)
    this.#writes = new RealWrites(this.#steps, search, state, this.#cached)
  }

  *user(user: number): Course<void> {
    this.#state.network.profiles.set(user, yield* this.#cached.user(user))
  }

  friends(user: number): Course<readonly number[]> {
    return this.#cached.friends(user)
  }

  followers(user: number): Course<readonly number[]> {
    return this.#cached.followers(user)
  }

  favourites(user: number): Course<readonly string[]> {
    return this.#cached.favourites(user)
  }

  *groups(user: number): Course<void> {
    for (const group of yield* this.#cached.groupList(user)) yield* this.group(group)
  }

  *group(group: number): Course<void> {
    yield* this.#cached.group(group, (members) => this.#users(members))
  }

  *members(group: number): Course<void> {
    const members = yield* this.#steps.idsOf(CQL.groupMembers, group)
    this.#state.network.groups.learn(group, { members: new Set(members) })
    yield* this.#users(members)
  }

  *suggestions(user: number, suggested: readonly number[], nowUs: number): Course<void> {
    if (!this.#cached.lacksSuggestions(user, nowUs)) return
    const [...others] = (yield* this.#steps.idsOf(CQL.friends, user)).slice(0, FRIENDS_LOOKED_AT)
    for (const other of others) yield* this.#steps.read(CQL.friends, [other])
    yield* this.#users(suggested)
  }

  *followedTags(user: number): Course<void> {
    yield* this.#steps.read(CQL.followedTags, [user])
  }

  *popularTags(domain: string, nowUs: number): Course<void> {
    if (this.#cached.lacksTags(domain, nowUs)) yield* this.#steps.read(CQL.trends, [domain])
  }

  *line({ name, key }: KeptLine, { count, startUs, finishUs }: PageQuery): Course<readonly Post[]> {
    const ids = yield* this.#page(name, key, count, startUs, finishUs)
    return yield* postsOf(this, ids)
  }

  find(id: string): Course<Post | undefined> {
    return timeOf(id) === undefined ? settled(undefined) : this.#cached.status(id)
  }

  *status(post: Post): Course<void> {
    yield* this.find(post.id)
  }

  *discussion(post: Post): Course<readonly Post[]> {
    const root = post.replyTo ?? post
    const replies = yield* this.#steps.read(CQL.discussion, [root.id])
    return yield* postsOf(this, [root.id, ...replies.map((row) => String(row['reply']))])
  }

  publish(told: Told): Course<void> {
    return this.#writes.publish(told, (users) => this.#users(users))
  }

  favour(user: number, post: Post, isFavourite: boolean | undefined): Course<void> {
    return this.#writes.favour(user, post, isFavourite)
  }

  remove(post: Post): Course<void> {
    return this.#writes.remove(post)
  }

  follow(user: number, other: number, follows: boolean): Course<void> {
    return this.#writes.follow(user, other, follows)
  }

  createGroup(user: number, domain: string, facts: NewGroup): Course<void> {
    return this.#writes.createGroup(user, domain, facts)
  }

  membership(user: number, change: MembershipChange | undefined): Course<void> {
    return this.#writes.membership(user, change)
  }

  register(email: string, password: string): Course<void> {
    const known = this.#state.network.directory.number(email)
    if (known !== undefined) return this.user(known)
    return this.#writes.register(email, password)
  }

  *prefix(domain: string, prefix: string): Course<FoundByPrefix | undefined> {
    const key = tagKey(domain, prefix)
    const known = this.#cached.prefixes.get(key)
    if (known) return known
    try {
      const users = yield* this.#steps.ask(() => this.#search.users(domain, prefix))
      const groups = yield* this.#steps.ask(() => this.#search.groups(domain, prefix))
      const found = { users, groups }
      this.#cached.prefixes.set(key, found)
      return found
    } catch (error) {
      return nothingWhere(error)
    }
  }

  *search(reader: number, words: readonly string[]): Course<readonly Post[] | undefined> {
    const domain = this.#state.network.directory.domain(reader)
    const ids = yield* this.#idsFound(domain, words)
    return ids && (yield* postsOf(this, ids))
  }

  *#idsFound(domain: string, words: readonly string[]): Course<readonly string[] | undefined> {
    try {
      return yield* this.#steps.ask(() => this.#search.statuses(domain, words))
    } catch (error) {
      return nothingWhere(error)
    }
  }

  *#users(users: readonly number[]): Course<void> {
    for (const user of users) yield* this.user(user)
  }

  *#page(name: LineTable, key: string, count: number, startUs?: number, finishUs?: number): Course<readonly string[]> {
    const side = finishUs !== undefined ? '<=' : startUs !== undefined ? '>' : undefined
    const atUs = finishUs ?? startUs
    const bound = atUs === undefined ? [] : [lastIdAt(atUs)]
    const most = side === '>' ? count - 1 : count
    // Cassandra is asked for one at least, also where a page of none is wanted.
    const rows = yield* this.#steps.read(lineSelect(name, side), [key, ...bound, Math.max(1, most)])
    const ids = rows.slice(0, most).map((row) => String(row['id']))
    if (side !== '<=') return ids
    // The position itself is read and dropped.
    if (ids.length === 0) throw new LineEndError()
    return ids.slice(1)
  }
}

const FRIENDS_LOOKED_AT = 19

const nothingWhere = (error: unknown): undefined => {
  if (!(error instanceof StoreError)) throw error
  return undefined
}
