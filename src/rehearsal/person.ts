import type { Post } from './post.js'

const LINE_KEPT = 200

/** What happened to one user during the run; fields appear when they are first needed, since most users are never touched. */
export interface Person {
  /** Live part of the home timeline. */
  home?: Post[]
  own?: Post[]
  mentions?: Post[]
  /** Ids of statuses, the newest favourite first. */
  favourites?: readonly string[]
  /** Own follows (true) and unfollows (false) that differ from the seeded graph. */
  follows?: Map<number, boolean>
  /** The same from the followed user's side. */
  followedBy?: Map<number, boolean>
  /** Whom they follow and who follows them, as stores that are real last told. */
  friends?: Set<number>
  followers?: Set<number>
  posts?: number
}

/** Puts a post on a line that keeps only its newest ones. */
export const pushPost = (line: Post[] | undefined, post: Post): Post[] => {
  const kept = line ?? []
  kept.push(post)
  if (kept.length > 1.25 * LINE_KEPT) kept.splice(0, kept.length - LINE_KEPT)
  return kept
}
