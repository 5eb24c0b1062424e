import { pushPost } from './person.js'
import type { Post } from './post.js'

const POSTS_KEPT = 200_000
const TAG_LINES_KEPT = 20_000
const NOTHING: readonly Post[] = []

/** The posts made during the run that are still looked up: by id, by tag of a company, and by group. The oldest are dropped. */
export class PostBook {
  readonly #posts = new Map<string, Post>()
  readonly #tagLines = new Map<string, Post[]>()
  readonly #groupLines = new Map<number, Post[]>()

  keep(post: Post): void {
    this.#posts.set(post.id, post)
    if (this.#posts.size > POSTS_KEPT) dropOldest(this.#posts)
  }

  find(id: string): Post | undefined {
    return this.#posts.get(id)
  }

  pushTag(domain: string, tag: string, post: Post): void {
    const key = tagKey(domain, tag)
    this.#tagLines.set(key, pushPost(this.#tagLines.get(key), post))
    if (this.#tagLines.size > TAG_LINES_KEPT) dropOldest(this.#tagLines)
  }

  /** Oldest first. */
  tagLine(domain: string, tag: string): readonly Post[] {
    return this.#tagLines.get(tagKey(domain, tag)) ?? NOTHING
  }

  pushGroup(group: number, post: Post): void {
    this.#groupLines.set(group, pushPost(this.#groupLines.get(group), post))
  }

  /** Oldest first. */
  groupLine(group: number): readonly Post[] {
    return this.#groupLines.get(group) ?? NOTHING
  }
}

/** A tag of a company, whatever its case. */
export const tagKey = (domain: string, tag: string): string => `${domain}/${tag.toLowerCase()}`

const dropOldest = <K>(map: Map<K, unknown>): void => {
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
