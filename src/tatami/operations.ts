/** Work a call gives to the stores behind the application. */
export interface Operations {
  /** Blocking Cassandra operations, one after the other in the request's thread. */
  readonly cassandra: number
  readonly elasticsearch: number
}

/** Kinds of call that differ in what they cost; several routes can be one kind. */
const CALLS = [
  'root',
  'login-page',
  'authentication',
  'home-page',
  'logout',
  'register',
  'asset',
  'user',
  'friends',
  'groups',
  'tags',
  'suggestions',
  'timeline',
  'poll',
  'post',
  'details',
  'favourite',
  'follow',
  'delete',
  'search-all',
  'search-status',
  'error',
] as const
/** A kind of call, by which its cost is looked up. */
export type Call = (typeof CALLS)[number]

const none: Operations = { cassandra: 0, elasticsearch: 0 }
const slice: Operations = { cassandra: 1, elasticsearch: 0 }

/** What each call costs once the caches are warm, writes that depend on followers aside (`postOperations`). */
export const WARM_OPERATIONS: Readonly<Record<Call, Operations>> = {
  root: none,
  'login-page': none,
  authentication: none,
  'home-page': none,
  logout: none,
  register: { cassandra: 5, elasticsearch: 0 },
  asset: none,
  user: none,
  friends: none,
  groups: none,
  // The tags a user follows are read each time.
  tags: slice,
  suggestions: none,
  timeline: slice,
  poll: slice,
  post: { cassandra: 6, elasticsearch: 1 },
  details: slice,
  favourite: slice,
  // One counter read, four writes, and 3.1's mention of the followed user.
  follow: { cassandra: 7, elasticsearch: 0 },
  delete: { cassandra: 3, elasticsearch: 1 },
  'search-all': slice,
  'search-status': { cassandra: 0, elasticsearch: 1 },
  error: none,
}

/** Those of a call's Cassandra operations that write; the others read. */
export const WARM_WRITES: Readonly<Partial<Record<Call, number>>> = {
  register: 5,
  post: 6,
  favourite: 1,
  follow: 6,
  delete: 3,
}

/** Cassandra operations of changes to groups, administrators' own groups looked up included. */
export const GROUP_OPERATIONS = {
  /** Row, details, member, counter and the founder's list; then the new group is read whole. */
  create: 8,
  /** Groups administered, the member's groups, three writes, and the members read for the answer. */
  membership: 6,
} as const

/** Cassandra operations of one cache miss; each is paid once by the whole cluster. */
export const COLD_READS = {
  /** The user's row and three counters. */
  user: 4,
  /** The status, its discussion and its shares, and 3.1's `shareByMe`. */
  status: 4,
  favourites: 1,
  friends: 1,
  followers: 1,
  /** The list of one user's groups. */
  groupList: 1,
  group: 3,
  /** 3.1 loads every member as a user only to count them: this slice, and a user each. */
  groupMembers: 1,
  popularTags: 1,
  /** Own row of friends and those of 19 of them; the suggested users come on top. */
  suggestions: 20,
  tagFollowers: 1,
} as const

/** Elasticsearch queries when a prefix is searched for the first time: users and groups. */
export const COLD_PREFIX_QUERIES = 2

/** Followers beyond this number silently get nothing: Tatami reads no more columns of the row. */
export const FOLLOWERS_CUT = 10_000

/** Whom a post is written to, in numbers of people. */
export interface PostAudience {
  readonly followers: number
  /** Followers of each tag in the text. */
  readonly tagFollowers: readonly number[]
  readonly mentions: number
  readonly private: boolean
  readonly reply: boolean
}

/** Cassandra operations of one post, fan-out included: all of them before the answer, in the request's thread. */
export const postOperations = (audience: PostAudience): number => {
  if (audience.private) return 2 + 2 * audience.mentions
  const base = WARM_OPERATIONS.post.cassandra + (audience.reply ? 2 : 0)
  const tags = audience.tagFollowers.reduce((sum, followers) => sum + 4 + Math.min(followers, FOLLOWERS_CUT), 0)
  return base + Math.min(audience.followers, FOLLOWERS_CUT) + tags + 2 * audience.mentions
}
