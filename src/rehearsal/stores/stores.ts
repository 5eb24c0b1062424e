import type { Course } from '../course.js'
import type { Line, PageQuery } from '../line.js'
import type { Post } from '../post.js'
import type { Draft } from '../social-network.js'

/** Lines that are kept, each by what it is of: a user's number, a tag of a company, a group's number. */
export type LineName = 'timeline' | 'userline' | 'mentionline' | 'tagline' | 'groupline'

/** Which line, and what it is in memory, for the stores that are modelled. */
export interface KeptLine {
  readonly name: LineName
  readonly key: string
  readonly modelled: () => Line
}

/** Who is told of a post, by the reason; the lists overlap. */
export interface Told {
  readonly author: number
  readonly draft: Draft
  readonly wallUs: number
}

/** What a prefix of a search brings. */
export interface FoundByPrefix {
  readonly users: readonly number[]
  readonly groups: readonly number[]
}

/**
 * What one request does to Cassandra and Elasticsearch, by the costs of `tatami/operations.ts`; looked up in the cluster's
 * caches first. Throws a StoreError where Cassandra fails; a failing Elasticsearch finds nothing, as in Tatami.
 */
export interface Stores {
  user(user: number): Course<void>
  friends(user: number): Course<readonly number[]>
  followers(user: number): Course<readonly number[]>
  /** Ids, the newest first. */
  favourites(user: number): Course<readonly string[]>
  groups(user: number): Course<void>
  group(group: number): Course<void>
  members(group: number): Course<void>
  suggestions(user: number, suggested: readonly number[], nowUs: number): Course<void>
  /** The tags that a user follows; read each time. */
  followedTags(user: number): Course<void>
  popularTags(domain: string, nowUs: number): Course<void>
  /** A page of a line; throws a LineEndError as Tatami does. */
  line(line: KeptLine, query: PageQuery): Course<readonly Post[]>
  /** The status of an id, whole, unless it is gone. */
  find(id: string): Course<Post | undefined>
  /** What it costs to have one whole that a search or a line has brought. */
  status(post: Post): Course<void>
  /** The discussion that a status belongs to, its root first. */
  discussion(post: Post): Course<readonly Post[]>
  publish(told: Told): Course<void>
  /** Shares and announcements, which say nothing of a favourite, are taken note of only in their cost. */
  favour(user: number, post: Post, isFavourite: boolean | undefined): Course<void>
  remove(post: Post): Course<void>
  follow(user: number, other: number, follows: boolean): Course<void>
  createGroup(user: number, domain: string, facts: NewGroup): Course<void>
  /** Looked up, and changed where that may be. */
  membership(user: number, change: MembershipChange | undefined): Course<void>
  /** Who is known already is only looked up. */
  register(email: string, password: string): Course<void>
  /** What a search box finds; undefined where Elasticsearch fails. */
  prefix(domain: string, prefix: string): Course<FoundByPrefix | undefined>
  /** Statuses with all words, newest first; undefined where Elasticsearch fails. */
  search(reader: number, words: readonly string[], nowUs: number): Course<readonly Post[] | undefined>
}

/** Who comes or goes. */
export interface MembershipChange {
  readonly group: number
  readonly member: number
  readonly way: 'join' | 'leave'
}

/** A group that somebody makes. */
export interface NewGroup {
  readonly name: string
  readonly description: string
  readonly isPublic: boolean
}
