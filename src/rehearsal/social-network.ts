import type { Directory } from './directory.js'
import { GroupBook } from './group-book.js'
import { type Person, pushPost } from './person.js'
import type { Post } from './post.js'
import { PostBook } from './post-book.js'
import type { SeededPosts } from './seeded-posts.js'
import type { SocialGraph } from './social-graph.js'
import { timeUuid } from './time-uuid.js'
import { WordIndex } from './word-index.js'

/** A user as the stores last told of them. */
export interface Profile {
  /** Absent for who is not kept there. */
  readonly password?: string
  readonly firstName: string
  readonly lastName: string
  readonly statusCount: number
  readonly friendsCount: number
  readonly followersCount: number
}

const FAVOURITES_SHOWN = 50
const LIVE_CLOCK = 'b11e'
const REFRESH_US = 1_000_000

/** A status that is about to be published. */
export interface Draft {
  readonly content: string
  readonly private: boolean
  readonly group?: number
  readonly replyTo?: Post
}

/** Whom a status reaches, by the reason; the lists overlap. */
export interface Audience {
  readonly followers: readonly number[]
  /** Members of the group it is written to. */
  readonly group: readonly number[]
  readonly mentioned: readonly number[]
  readonly tags: readonly string[]
}

/** The state all application nodes share: the seeded company, and what its users did since. */
export class SocialNetwork {
  readonly directory: Directory
  readonly graph: SocialGraph
  readonly seeded: SeededPosts
  readonly groups: GroupBook
  readonly words = new WordIndex(REFRESH_US)
  readonly posts = new PostBook()
  /** Of those who were read from stores that are real; others are what the seed says. */
  readonly profiles = new Map<number, Profile>()
  readonly #people = new Map<number, Person>()
  #lastUs = 0
  #made = 0

  constructor(directory: Directory, graph: SocialGraph, seeded: SeededPosts) {
    this.directory = directory
    this.graph = graph
    this.seeded = seeded
    this.groups = new GroupBook(graph.population)
  }

  /** What is known of a user beyond the seed, for reading. */
  known(user: number): Person | undefined {
    return this.#people.get(user)
  }

  /** The same for writing. */
  person(user: number): Person {
    const found = this.#people.get(user)
    if (found) return found
    const created: Person = {}
    this.#people.set(user, created)
    return created
  }

  findPost(id: string): Post | undefined {
    const post = this.posts.find(id) ?? this.seeded.find(id)
    return post?.deleted ? undefined : post
  }

  followers(user: number): number[] {
    const changes = this.known(user)?.followedBy
    const seeded = this.graph.followers(user)
    if (!changes) return seeded
    const kept = new Set(seeded)
    for (const [follower, follows] of changes) follows ? kept.add(follower) : kept.delete(follower)
    return [...kept]
  }

  friends(user: number): number[] {
    const kept = new Set(this.graph.friends(user))
    for (const [friend, follows] of this.known(user)?.follows ?? []) follows ? kept.add(friend) : kept.delete(friend)
    return [...kept]
  }

  follows(user: number, author: number): boolean {
    const own = this.known(user)
    const told = own?.friends?.has(author) ?? this.known(author)?.followers?.has(user)
    return told ?? own?.follows?.get(author) ?? this.graph.follows(user, author)
  }

  passwordIsRight(user: number, password: string): boolean {
    return password === (this.profiles.get(user)?.password ?? this.directory.password(user))
  }

  setFollows(user: number, author: number, follows: boolean): void {
    const own = this.person(user)
    own.follows = (own.follows ?? new Map<number, boolean>()).set(author, follows)
    const other = this.person(author)
    other.followedBy = (other.followedBy ?? new Map<number, boolean>()).set(user, follows)
    for (const [told, one] of [
      [own.friends, author],
      [other.followers, user],
    ] as const)
      follows ? told?.add(one) : told?.delete(one)
  }

  /** Who would be written to if the author posted this now. */
  audience(author: number, draft: Draft): Audience {
    const mentioned = this.#mentioned(author, draft.content)
    const followers = draft.private ? [] : this.followers(author)
    const group = draft.group === undefined || draft.private ? [] : this.groups.members(draft.group)
    const tags = draft.private ? [] : tagsOf(draft.content)
    return { followers, group, mentioned, tags }
  }

  /** Writes the status to every line that gets it; `wallUs` is microseconds since 1970. */
  publish(author: number, draft: Draft, audience: Audience, wallUs: number): Post {
    const post = this.newPost(author, draft, wallUs)
    this.posts.keep(post)
    const own = this.person(author)
    own.posts = (own.posts ?? 0) + 1
    own.own = pushPost(own.own, post)
    if (draft.replyTo) {
      draft.replyTo.replies = pushPost(draft.replyTo.replies, post)
      // A seeded post is computed anew at each look; one with replies has to be kept.
      this.posts.keep(draft.replyTo)
    }
    this.#deliver(post, audience)
    if (!draft.private) this.words.add(post, wallUs)
    return post
  }

  /** A status with a moment and an id that no other has; nobody is told yet. */
  newPost(author: number, draft: Draft, wallUs: number): Post {
    this.#lastUs = Math.max(wallUs, this.#lastUs + 1)
    const id = timeUuid(this.#lastUs, LIVE_CLOCK, ++this.#made)
    return { kind: 'live', id, timeUs: this.#lastUs, author, cached: false, ...draft }
  }

  setFavourite(user: number, id: string, isFavourite: boolean): void {
    const person = this.person(user)
    const others = (person.favourites ?? []).filter((other) => other !== id)
    person.favourites = isFavourite ? [id, ...others].slice(0, FAVOURITES_SHOWN) : others
  }

  #deliver(post: Post, { followers, group, mentioned, tags }: Audience): void {
    this.#show(post.author, post)
    for (const reader of followers) this.#show(reader, post)
    for (const reader of group) this.#show(reader, post)
    for (const user of mentioned) {
      this.#show(user, post)
      const person = this.person(user)
      person.mentions = pushPost(person.mentions, post)
    }
    const domain = this.directory.domain(post.author)
    for (const tag of tags) this.posts.pushTag(domain, tag, post)
    if (post.group !== undefined && !post.private) this.posts.pushGroup(post.group, post)
  }

  // One post is delivered at a time, so who is reached twice has it as the last one: no set of 10,000 readers is needed.
  #show(reader: number, post: Post): void {
    const person = this.person(reader)
    if (person.home?.at(-1) !== post) person.home = pushPost(person.home, post)
  }

  #mentioned(author: number, content: string): number[] {
    const users = marked(content, '@').map((name) => this.directory.neighbour(name, author))
    return [...new Set(users.filter((user): user is number => user !== undefined && user !== author))]
  }
}

const tagsOf = (content: string): string[] => [...new Set(marked(content, '#'))]

const marked = (content: string, sign: '@' | '#'): string[] =>
  content
    .split(/\s+/)
    .filter((part) => part.startsWith(sign) && part.length > 1)
    .map((part) => part.slice(1))
