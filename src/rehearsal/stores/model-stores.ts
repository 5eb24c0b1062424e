import { GROUP_OPERATIONS, postOperations, WARM_OPERATIONS } from '../../tatami/operations.js'
import { type Course, settled } from '../course.js'
import { linePage, type PageQuery } from '../line.js'
import type { Post } from '../post.js'
import type { ClusterState } from '../served-call.js'
import type { Audience, Draft } from '../social-network.js'
import { timeOf } from '../time-uuid.js'
import type { Work } from '../work.js'
import { foundByPrefix, foundStatuses } from './model-search.js'
import type { FoundByPrefix, KeptLine, NewGroup, Stores, Told } from './stores.js'

/** Stores that are counted, in `work`, and not asked: what is kept is in this process's memory, or computed. */
export class ModelStores implements Stores {
  readonly #work: Work
  readonly #state: ClusterState

  constructor(work: Work, state: ClusterState) {
    this.#work = work
    this.#state = state
  }

  user(user: number): Course<void> {
    return this.#count(this.#state.caches.user(user))
  }

  friends(user: number): Course<readonly number[]> {
    this.#work.operations(this.#state.caches.friends(user))
    return settled(this.#state.network.friends(user))
  }

  followers(user: number): Course<readonly number[]> {
    this.#work.operations(this.#state.caches.followers(user))
    return settled(this.#state.network.followers(user))
  }

  favourites(user: number): Course<readonly string[]> {
    this.#work.operations(this.#state.caches.favourites(user))
    return settled(this.#state.network.known(user)?.favourites ?? [])
  }

  groups(user: number): Course<void> {
    return this.#count(this.#state.caches.groups(user, this.#state.network.groups))
  }

  group(group: number): Course<void> {
    return this.#count(this.#state.caches.group(group, this.#state.network.groups))
  }

  members(group: number): Course<void> {
    const { caches, network } = this.#state
    return this.#count(1 + caches.users(network.groups.members(group)))
  }

  suggestions(user: number, suggested: readonly number[], nowUs: number): Course<void> {
    return this.#count(this.#state.caches.suggestions(user, suggested, nowUs))
  }

  followedTags(): Course<void> {
    return this.#count(1)
  }

  popularTags(domain: string, nowUs: number): Course<void> {
    return this.#count(this.#state.caches.popularTags(domain, nowUs))
  }

  line({ modelled }: KeptLine, query: PageQuery): Course<readonly Post[]> {
    this.#work.operations(1)
    return settled(linePage(modelled(), query, this.#state.network.seeded))
  }

  find(id: string): Course<Post | undefined> {
    const { caches, network } = this.#state
    const post = network.findPost(id)
    if (post) this.#work.operations(caches.status(post))
    // Only Cassandra can say that there is none.
    else if (timeOf(id) !== undefined) this.#work.operations(1)
    return settled(post)
  }

  status(post: Post): Course<void> {
    return this.#count(this.#state.caches.status(post))
  }

  discussion(post: Post): Course<readonly Post[]> {
    this.#work.operations(1)
    const root = post.replyTo ?? post
    return settled([root, ...(root.replies ?? [])])
  }

  publish({ author, draft, wallUs }: Told): Course<void> {
    const { network, caches } = this.#state
    const audience = network.audience(author, draft)
    const looked = (draft.private ? 0 : caches.followers(author)) + caches.users(audience.mentioned)
    this.#work.operations(postCost(draft, audience) + looked)
    this.#work.background += draft.private ? 0 : WARM_OPERATIONS.post.elasticsearch
    network.publish(author, draft, audience, wallUs)
    caches.evictUser(author)
    if (draft.replyTo) caches.evictStatus(draft.replyTo)
    return settled(undefined)
  }

  favour(user: number, post: Post, isFavourite: boolean | undefined): Course<void> {
    this.#work.operations(WARM_OPERATIONS.favourite.cassandra)
    if (isFavourite === undefined) return settled(undefined)
    const { network, caches } = this.#state
    network.setFavourite(user, post.id, isFavourite)
    caches.evictFavourites(user)
    return settled(undefined)
  }

  remove(post: Post): Course<void> {
    this.#work.operations(WARM_OPERATIONS.delete.cassandra)
    this.#work.background += WARM_OPERATIONS.delete.elasticsearch
    const { network, caches } = this.#state
    post.deleted = true
    const person = network.person(post.author)
    person.posts = (person.posts ?? 0) - 1
    caches.evictUser(post.author)
    return settled(undefined)
  }

  follow(user: number, other: number, follows: boolean): Course<void> {
    this.#work.operations(WARM_OPERATIONS.follow.cassandra)
    this.#state.network.setFollows(user, other, follows)
    this.#state.caches.evictFollow(user, other)
    return settled(undefined)
  }

  createGroup(user: number, domain: string, facts: NewGroup): Course<void> {
    this.#work.operations(GROUP_OPERATIONS.create)
    this.#work.background += 1
    this.#state.network.groups.create(user, domain, facts)
    this.#state.caches.evictGroupLists()
    return settled(undefined)
  }

  membership(): Course<void> {
    return this.#count(GROUP_OPERATIONS.membership)
  }

  register(email: string, password: string): Course<void> {
    const known = this.#state.network.directory.number(email)
    if (known !== undefined) return this.user(known)
    this.#work.operations(WARM_OPERATIONS.register.cassandra)
    this.#work.background += 1
    this.#state.network.directory.register(email, password)
    return settled(undefined)
  }

  prefix(domain: string, prefix: string): Course<FoundByPrefix | undefined> {
    const answered = this.#work.queries(this.#state.caches.prefix(domain, prefix))
    return settled(answered ? foundByPrefix(this.#state.network, domain, prefix) : undefined)
  }

  search(reader: number, words: readonly string[], nowUs: number): Course<readonly Post[] | undefined> {
    if (!this.#work.queries(1)) return settled(undefined)
    return settled(foundStatuses(this.#state.network, reader, words, nowUs))
  }

  #count(operations: number): Course<void> {
    this.#work.operations(operations)
    return settled(undefined)
  }
}

// Nobody follows tags here. Readers reached twice are written twice, as in Tatami.
const postCost = (draft: Draft, { followers, group, mentioned, tags }: Audience): number =>
  postOperations({
    followers: followers.length + group.length,
    tagFollowers: tags.map(() => 0),
    mentions: mentioned.length,
    private: draft.private,
    reply: draft.replyTo !== undefined,
  })
