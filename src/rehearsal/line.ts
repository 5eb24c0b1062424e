import type { Post } from './post.js'
import { type SeededPosts, SLOTS } from './seeded-posts.js'

/** A list of posts, newest first to its readers: what came during the run, on top of what was there before. */
export interface Line {
  /** Oldest first. */
  readonly live: readonly Post[]
  /** Author of the line's seeded post in a slot; absent when the line starts empty. */
  readonly seededAuthor?: (slot: number) => number | undefined
}

/** Which part of a line is asked for; moments in microseconds since 1970, both exclusive. */
export interface PageQuery {
  readonly count: number
  /** Only what is newer than this moment. */
  readonly startUs?: number
  /** Only what is older than this moment; wins over `startUs`. */
  readonly finishUs?: number
}

/** Thrown where Tatami throws: nothing is left at or below the asked position. */
export class LineEndError extends Error {}

/** One page of a line by Tatami's rule: with a position, the page is one item short, since the position itself is read and dropped. */
export const linePage = (line: Line, query: PageQuery, seeded: SeededPosts): Post[] => {
  if (query.finishUs !== undefined) return older(line, query.finishUs, query.count, seeded)
  const newer = query.startUs ?? Number.NEGATIVE_INFINITY
  return newest(line, newer, query.startUs === undefined ? query.count : query.count - 1, seeded)
}

const newest = (line: Line, afterUs: number, count: number, seeded: SeededPosts): Post[] => {
  const page: Post[] = []
  for (let i = line.live.length - 1; i >= 0 && page.length < count; i--) {
    const post = line.live[i]
    if (post === undefined || post.timeUs <= afterUs) return page
    if (!post.deleted) page.push(post)
  }
  for (let slot = 0; slot < SLOTS && page.length < count; slot++) {
    const author = line.seededAuthor?.(slot)
    if (author === undefined) continue
    if (seeded.timeUs(author, slot) <= afterUs) return page
    page.push(seeded.post(author, slot))
  }
  return page
}

const older = (line: Line, fromUs: number, count: number, seeded: SeededPosts): Post[] => {
  const page: Post[] = []
  for (let i = line.live.length - 1; i >= 0 && page.length < count; i--) {
    const post = line.live[i]
    if (post !== undefined && post.timeUs <= fromUs && !post.deleted) page.push(post)
  }
  for (let slot = Math.max(0, seeded.slotAt(fromUs)); slot < SLOTS && page.length < count; slot++) {
    const author = line.seededAuthor?.(slot)
    if (author !== undefined && seeded.timeUs(author, slot) <= fromUs) page.push(seeded.post(author, slot))
  }
  if (page.length === 0) throw new LineEndError()
  return page.slice(1)
}
