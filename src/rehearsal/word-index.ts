import type { Post } from './post.js'

const WORD = /[\p{L}\p{N}]{3,}/gu
const WORDS_PER_POST = 40
const POSTS_PER_WORD = 20
const WORDS_KEPT = 50_000

/** Elasticsearch's index of the statuses made during the run: bounded, newest first, visible after a refresh. */
export class WordIndex {
  readonly #refreshUs: number
  readonly #posts = new Map<string, { readonly post: Post; readonly visibleUs: number }[]>()

  constructor(refreshUs: number) {
    this.#refreshUs = refreshUs
  }

  add(post: Post, nowUs: number): void {
    for (const word of new Set(wordsOf(post.content).slice(0, WORDS_PER_POST))) {
      const entries = this.#posts.get(word) ?? []
      entries.push({ post, visibleUs: nowUs + this.#refreshUs })
      if (entries.length > 2 * POSTS_PER_WORD) entries.splice(0, POSTS_PER_WORD)
      this.#posts.delete(word)
      this.#posts.set(word, entries)
    }
    for (const oldest of this.#posts.keys()) {
      if (this.#posts.size <= WORDS_KEPT) return
      this.#posts.delete(oldest)
    }
  }

  /** Newest first. */
  find(word: string, nowUs: number): Post[] {
    const visible = (this.#posts.get(word) ?? []).filter(({ post, visibleUs }) => visibleUs <= nowUs && !post.deleted)
    return visible
      .slice(-POSTS_PER_WORD)
      .reverse()
      .map(({ post }) => post)
  }
}

/** The words a text is found by, in lower case. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? []
