import { type Course, settled } from '../course.js'
import { LineEndError, type PageQuery } from '../line.js'
import type { Post } from '../post.js'
import { tagKey } from '../post-book.js'
import type { ClusterState } from '../served-call.js'
import { timeOf, timeUuid } from '../time-uuid.js'
import { StoreError } from '../work.js'
import { CachedRows } from './cached-rows.js'
import type { CassandraClient, Row } from './cassandra-client.js'
import { CQL, type LineTable, lineInsert, lineSelect } from './schema.js'
import { groupDocument, type SearchClient, statusDocument, userDocument } from './search-client.js'
import type { FoundByPrefix, KeptLine, MembershipChange, NewGroup, Stores, Told } from './stores.js'
import { wallDay } from './wall-day.js'

/** The last id of a moment: Cassandra compares the bytes after the time with their signs. */
const lastIdAt = (timeUs: number): string => timeUuid(timeUs, '7f7f', 0x7f7f_7f7f_7f7f)

/** Stores that are asked: statuses, lines, people and who follows whom are in Cassandra, and found through Elasticsearch. */
export class RealStores implements Stores {
  readonly #cassandra: CassandraClient
  readonly #search: SearchClient
  readonly #state: ClusterState
  readonly #cached: CachedRows

  constructor(cassandra: CassandraClient, search: SearchClient, state: ClusterState) {
    this.#cassandra = cassandra
    this.#search = search
    this.#state = state
    this.#cached = new CachedRows((query, parameters) => this.#read(query, parameters), state)
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

  *favourites(user: number): Course<void> {
    yield* this.#cached.favourites(user)
  }

  *groups(user: number): Course<void> {
    yield* this.#cached.groupList(user)
    for (const group of this.#state.network.groups.of(user)) yield* this.group(group)
  }

  *group(group: number): Course<void> {
    yield* this.#cached.group(group, () => this.#users(this.#state.network.groups.members(group)))
  }

  *members(group: number): Course<void> {
    yield* this.#read(CQL.groupMembers, [group])
    yield* this.#users(this.#state.network.groups.members(group))
  }

  *suggestions(user: number, suggested: readonly number[], nowUs: number): Course<void> {
    if (!this.#cached.lacksSuggestions(user, nowUs)) return
    const [...others] = (yield* this.#idsOf(CQL.friends, user)).slice(0, FRIENDS_LOOKED_AT)
    for (const other of others) yield* this.#read(CQL.friends, [other])
    yield* this.#users(suggested)
  }

  *followedTags(user: number): Course<void> {
    yield* this.#read(CQL.followedTags, [user])
  }

  *popularTags(domain: string, nowUs: number): Course<void> {
    if (this.#cached.lacksTags(domain, nowUs)) yield* this.#read(CQL.trends, [domain])
  }

  *line({ name, key }: KeptLine, { count, startUs, finishUs }: PageQuery): Course<readonly Post[]> {
    const ids = yield* this.#page(name, key, count, startUs, finishUs)
    const posts: Post[] = []
    for (const id of ids) {
      const post = yield* this.find(id)
      if (post) posts.push(post)
    }
    return posts
  }

  find(id: string): Course<Post | undefined> {
    return timeOf(id) === undefined ? settled(undefined) : this.#cached.status(id)
  }

  *status(post: Post): Course<void> {
    yield* this.find(post.id)
  }

  *discussion(post: Post | undefined): Course<readonly Post[]> {
    const root = post?.replyTo ?? post
    if (root === undefined) return []
    const replies = yield* this.#read(CQL.discussion, [root.id])
    const whole: Post[] = []
    for (const id of [root.id, ...replies.map((row) => String(row['reply']))]) {
      const one = yield* this.find(id)
      if (one) whole.push(one)
    }
    return whole
  }

  *publish({ author, draft, wallUs }: Told): Course<void> {
    const { network } = this.#state
    const followers = draft.private ? [] : yield* this.followers(author)
    const audience = { ...network.audience(author, draft), followers }
    yield* this.#users(audience.mentioned)
    const post = network.newPost(author, draft, wallUs)
    const { replyTo, group } = draft
    yield* this.#write(CQL.newStatus, statusParameters(post))
    yield* this.#push('timeline', String(author), post)
    if (!draft.private) {
      yield* this.#write(CQL.addToDay, [wallDay(wallUs), author])
      yield* this.#push('userline', String(author), post)
      yield* this.#add('status', author, 1)
      yield* group === undefined
        ? this.#push('domainline', network.directory.domain(author), post)
        : this.#push('groupline', String(group), post)
      for (const reader of [...followers, ...audience.group]) yield* this.#push('timeline', String(reader), post)
      for (const tag of audience.tags) yield* this.#tag(author, tag, post)
      if (replyTo) yield* this.#answer(post, replyTo)
    }
    for (const user of audience.mentioned) {
      yield* this.#push('mentionline', String(user), post)
      yield* this.#push('timeline', String(user), post)
    }
    this.#cached.forgetUser(author)
    if (!draft.private) this.#later(this.#search.index(statusDocument(post, ...this.#companyOf(author))))
  }

  *favour(user: number, post: Post, isFavourite: boolean | undefined): Course<void> {
    yield* isFavourite === false
      ? this.#write(CQL.noFavourite, [String(user), post.id])
      : this.#push('favline', String(user), post)
    if (isFavourite !== undefined) this.#state.network.setFavourite(user, post, isFavourite)
    this.#cached.forgetFavourites(user)
  }

  *remove(post: Post): Course<void> {
    yield* this.#read(CQL.status, [post.id])
    yield* this.#write(CQL.noStatus, [post.id])
    yield* this.#add('status', post.author, -1)
    this.#cached.forgetStatus(post.id)
    this.#cached.forgetUser(post.author)
    this.#later(this.#search.remove(post.id))
  }

  *follow(user: number, other: number, follows: boolean): Course<void> {
    yield* this.#read(CQL.counter, [user, 'friends'])
    yield* this.#write(follows ? CQL.newFriend : CQL.noFriend, [user, other])
    yield* this.#write(follows ? CQL.newFollower : CQL.noFollower, [other, user])
    yield* this.#add('friends', user, follows ? 1 : -1)
    yield* this.#add('followers', other, follows ? 1 : -1)
    // 3.1 tells the followed user with a status of the follower's that only they see.
    const note = this.#state.network.newPost(user, { content: 'follows you', private: true }, Date.now() * 1_000)
    yield* this.#write(CQL.newStatus, statusParameters(note))
    yield* this.#push('mentionline', `${other}/follows`, note)
    this.#state.network.setFollows(user, other, follows)
    this.#cached.forgetFollow(user, other)
  }

  *createGroup(user: number, domain: string, facts: NewGroup): Course<void> {
    const { groups } = this.#state.network
    const group = groups.create(user, domain, facts)
    yield* this.#write(CQL.newGroup, [group, facts.name, facts.description, facts.isPublic, user])
    yield* this.#write(CQL.domain, [`${domain}/groups`, group])
    yield* this.#write(CQL.newGroupMember, [group, user])
    yield* this.#write(CQL.newUserGroup, [user, group])
    yield* this.#add('groups', user, 1)
    // Then it is read whole.
    yield* this.#read(CQL.group, [group])
    yield* this.#read(CQL.groupMembers, [group])
    yield* this.#read(CQL.userGroups, [user])
    this.#cached.forgetGroups()
    this.#later(this.#search.index(groupDocument(group, domain, facts.name)))
  }

  *membership(user: number, change: MembershipChange | undefined): Course<void> {
    yield* this.#read(CQL.userGroups, [user])
    yield* this.#read(CQL.userGroups, [change?.member ?? user])
    if (change === undefined) return
    const { group, member, way } = change
    yield* this.#write(way === 'join' ? CQL.newUserGroup : CQL.noUserGroup, [member, group])
    yield* this.#write(way === 'join' ? CQL.newGroupMember : CQL.noGroupMember, [group, member])
    yield* this.#add('groups', member, way === 'join' ? 1 : -1)
    yield* this.#read(CQL.groupMembers, [group])
    this.#cached.forgetGroups()
  }

  *register(email: string, password: string): Course<void> {
    const { directory } = this.#state.network
    directory.register(email, password)
    const user = directory.number(email) ?? 0
    const [domain, username] = this.#companyOf(user)
    yield* this.#write(CQL.domain, [domain, user])
    for (const name of ['status', 'friends', 'followers']) yield* this.#add(name, user, 0)
    yield* this.#write(CQL.newUser, [user, directory.login(user), '', ''])
    this.#later(this.#search.index(userDocument(user, domain, [username])))
  }

  *prefix(domain: string, prefix: string): Course<FoundByPrefix | undefined> {
    const key = tagKey(domain, prefix)
    const known = this.#cached.prefixes.get(key)
    if (known) return known
    try {
      const users = yield* this.#ask(() => this.#search.users(domain, prefix))
      const groups = yield* this.#ask(() => this.#search.groups(domain, prefix))
      const found = { users, groups }
      this.#cached.prefixes.set(key, found)
      return found
    } catch (error) {
      return nothingWhere(error)
    }
  }

  *search(reader: number, words: readonly string[]): Course<readonly Post[] | undefined> {
    const [domain] = this.#companyOf(reader)
    const ids = yield* this.#idsFound(domain, words)
    if (!ids) return undefined
    const posts: Post[] = []
    for (const id of ids) {
      const post = yield* this.find(id)
      if (post) posts.push(post)
    }
    return posts
  }

  *#idsFound(domain: string, words: readonly string[]): Course<readonly string[] | undefined> {
    try {
      return yield* this.#ask(() => this.#search.statuses(domain, words))
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
    const rows = yield* this.#read(lineSelect(name, side), [key, ...bound, Math.max(1, most)])
    const ids = rows.map((row) => String(row['id']))
    if (side !== '<=') return ids
    // The position itself is read and dropped.
    if (ids.length === 0) throw new LineEndError()
    return ids.slice(1)
  }

  *#tag(author: number, tag: string, post: Post): Course<void> {
    const domain = this.#state.network.directory.domain(author)
    yield* this.#push('tagline', tagKey(domain, tag), post)
    yield* this.#push('trends', domain, post)
    yield* this.#push('trends', String(author), post)
    yield* this.#write(CQL.addToTag, [domain, tag])
  }

  *#answer(post: Post, root: Post): Course<void> {
    yield* this.#write(CQL.newReply, [root.id, post.id])
    yield* this.#read(CQL.status, [root.id])
    this.#cached.forgetStatus(root.id)
  }

  #push(table: LineTable, key: string, post: Post): Course<void> {
    return this.#write(lineInsert(table), [key, post.id])
  }

  #add(counter: string, user: number, by: number): Course<void> {
    return this.#write(CQL.addToCounter, [by, user, counter])
  }

  *#idsOf(query: string, user: number): Course<readonly number[]> {
    return (yield* this.#read(query, [user])).map((row) => Number(row['user']))
  }

  // What a step brings is what its `run` resolves with.
  *#read(query: string, parameters: readonly unknown[]): Course<readonly Row[]> {
    const run = () => this.#cassandra.read(query, parameters)
    return (yield { store: 'cassandra', operations: 1, run }) as readonly Row[]
  }

  *#write(query: string, parameters: readonly unknown[]): Course<void> {
    yield { store: 'cassandra', operations: 1, run: () => this.#cassandra.write(query, parameters) }
  }

  *#ask<T>(run: () => Promise<T>): Course<T> {
    return (yield { store: 'elasticsearch', operations: 1, run }) as T
  }

  // Tatami indexes after it has answered, and takes no notice of what becomes of it.
  #later(indexing: Promise<unknown>): void {
    indexing.catch(() => undefined)
  }

  #companyOf(user: number): readonly [domain: string, username: string] {
    const { directory } = this.#state.network
    return [directory.domain(user), directory.username(user)]
  }
}

const FRIENDS_LOOKED_AT = 19

/** What a status is kept as. */
export const statusParameters = ({
  id,
  author,
  content,
  private: isPrivate,
  group,
  replyTo,
}: Post): readonly unknown[] => [
  id,
  author,
  content,
  isPrivate,
  group ?? null,
  replyTo?.id ?? null,
  replyTo?.author ?? null,
]

const nothingWhere = (error: unknown): undefined => {
  if (!(error instanceof StoreError)) throw error
  return undefined
}
