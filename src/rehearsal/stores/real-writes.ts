import type { Course } from '../course.js'
import type { Directory } from '../directory.js'
import type { Post } from '../post.js'
import { tagKey } from '../post-book.js'
import type { ClusterState } from '../served-call.js'
import type { CachedRows } from './cached-rows.js'
import { CQL } from './schema.js'
import { groupDocument, type SearchClient, statusDocument, userDocument } from './search-client.js'
import type { StoreSteps } from './store-steps.js'
import type { MembershipChange, NewGroup, Told } from './stores.js'
import { wallDay } from './wall-day.js'

/** What changes real stores, and makes the caches forget what is changed. */
export class RealWrites {
  readonly #steps: StoreSteps
  readonly #search: SearchClient
  readonly #state: ClusterState
  readonly #cached: CachedRows

  constructor(steps: StoreSteps, search: SearchClient, state: ClusterState, cached: CachedRows) {
    this.#steps = steps
    this.#search = search
    this.#state = state
    this.#cached = cached
  }

  *publish({ author, draft, wallUs }: Told, load: (users: readonly number[]) => Course<void>): Course<void> {
    const { network } = this.#state
    const followers = draft.private ? [] : yield* this.#cached.followers(author)
    const audience = { ...network.audience(author, draft), followers }
    yield* load(audience.mentioned)
    const post = network.newPost(author, draft, wallUs)
    const { replyTo, group } = draft
    yield* this.#steps.write(CQL.newStatus, statusParameters(post))
    yield* this.#steps.push('timeline', String(author), post)
    if (!draft.private) {
      yield* this.#steps.write(CQL.addToDay, [wallDay(wallUs), author])
      yield* this.#steps.push('userline', String(author), post)
      yield* this.#steps.add('status', author, 1)
      yield* group === undefined
        ? this.#steps.push('domainline', network.directory.domain(author), post)
        : this.#steps.push('groupline', String(group), post)
      for (const reader of [...followers, ...audience.group]) yield* this.#steps.push('timeline', String(reader), post)
      for (const tag of audience.tags) yield* this.#tag(author, tag, post)
      if (replyTo) yield* this.#answer(post, replyTo)
    }
    for (const user of audience.mentioned) {
      yield* this.#steps.push('mentionline', String(user), post)
      yield* this.#steps.push('timeline', String(user), post)
    }
    this.#cached.forgetUser(author)
    if (!draft.private) this.#later(this.#search.index(statusDocument(post, ...this.#companyOf(author))))
  }

  *favour(user: number, post: Post, isFavourite: boolean | undefined): Course<void> {
    if (isFavourite === undefined) {
      yield* this.#steps.read(CQL.ownShare, [post.id, user])
      return
    }
    yield* isFavourite
      ? this.#steps.push('favline', String(user), post)
      : this.#steps.write(CQL.noFavourite, [String(user), post.id])
    this.#state.network.setFavourite(user, post.id, isFavourite)
    this.#cached.forgetFavourites(user)
  }

  *remove(post: Post): Course<void> {
    yield* this.#steps.read(CQL.status, [post.id])
    yield* this.#steps.write(CQL.noStatus, [post.id])
    yield* this.#steps.add('status', post.author, -1)
    this.#cached.forgetStatus(post.id)
    this.#cached.forgetUser(post.author)
    this.#later(this.#search.remove(post.id))
  }

  *follow(user: number, other: number, follows: boolean): Course<void> {
    yield* this.#steps.read(CQL.counter, [user, 'friends'])
    yield* this.#steps.write(follows ? CQL.newFriend : CQL.noFriend, [user, other])
    yield* this.#steps.write(follows ? CQL.newFollower : CQL.noFollower, [other, user])
    yield* this.#steps.add('friends', user, follows ? 1 : -1)
    yield* this.#steps.add('followers', other, follows ? 1 : -1)
    // 3.1 tells the followed user with a status of the follower's that only they see.
    const note = this.#state.network.newPost(user, { content: 'follows you', private: true }, Date.now() * 1_000)
    yield* this.#steps.write(CQL.newStatus, statusParameters(note))
    yield* this.#steps.push('mentionline', `${other}/follows`, note)
    this.#state.network.setFollows(user, other, follows)
    this.#cached.forgetFollow(user, other)
  }

  *createGroup(user: number, domain: string, facts: NewGroup): Course<void> {
    const { groups } = this.#state.network
    const group = groups.create(user, domain, facts)
    yield* this.#steps.write(CQL.newGroup, [group, facts.name, facts.description, facts.isPublic, user])
    yield* this.#steps.write(CQL.domain, [`${domain}/groups`, group])
    yield* this.#steps.write(CQL.newGroupMember, [group, user])
    yield* this.#steps.write(CQL.newUserGroup, [user, group])
    yield* this.#steps.add('groups', user, 1)
    // Then it is read whole.
    yield* this.#steps.read(CQL.group, [group])
    yield* this.#steps.read(CQL.groupMembers, [group])
    yield* this.#steps.read(CQL.userGroups, [user])
    this.#cached.forgetGroupLists()
    this.#later(this.#search.index(groupDocument(group, domain, facts.name)))
  }

  *membership(user: number, change: MembershipChange | undefined): Course<void> {
    yield* this.#steps.read(CQL.userGroups, [user])
    yield* this.#steps.read(CQL.userGroups, [change?.member ?? user])
    if (change === undefined) return
    const { group, member, way } = change
    yield* this.#steps.write(way === 'join' ? CQL.newUserGroup : CQL.noUserGroup, [member, group])
    yield* this.#steps.write(way === 'join' ? CQL.newGroupMember : CQL.noGroupMember, [group, member])
    yield* this.#steps.add('groups', member, way === 'join' ? 1 : -1)
    yield* this.#steps.read(CQL.groupMembers, [group])
    this.#cached.forgetGroups()
  }

  *register(email: string, password: string): Course<void> {
    const { directory } = this.#state.network
    directory.register(email, password)
    const user = directory.number(email) ?? 0
    const [domain, username] = this.#companyOf(user)
    yield* this.#steps.write(CQL.domain, [domain, user])
    for (const name of ['status', 'friends', 'followers']) yield* this.#steps.add(name, user, 0)
    yield* this.#steps.write(CQL.newUser, userParameters(user, directory))
    this.#later(this.#search.index(userDocument(user, domain, [username])))
  }

  *#tag(author: number, tag: string, post: Post): Course<void> {
    const domain = this.#state.network.directory.domain(author)
    yield* this.#steps.push('tagline', tagKey(domain, tag), post)
    yield* this.#steps.push('trends', domain, post)
    yield* this.#steps.push('trends', String(author), post)
    yield* this.#steps.write(CQL.addToTag, [domain, tag])
  }

  *#answer(post: Post, root: Post): Course<void> {
    yield* this.#steps.write(CQL.newReply, [root.id, post.id])
    yield* this.#steps.read(CQL.status, [root.id])
    this.#cached.forgetStatus(root.id)
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

/** What a user is kept as. */
export const userParameters = (user: number, directory: Directory): readonly unknown[] => [
  user,
  directory.login(user),
  directory.password(user),
  directory.firstName(user),
  directory.lastName(user),
]

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
