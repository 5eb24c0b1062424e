/** One status, seeded or made during the run. */
export interface Post {
  readonly id: string
  /** Microseconds since 1970; unique among the posts of one line, so lines are sorted by it. */
  readonly timeUs: number
  /** Author's user number. */
  readonly author: number
  readonly content: string
  readonly private: boolean
  /** Group number; absent for the company's wall. */
  readonly group?: number
  /** The status answered to; absent for an original. */
  readonly replyTo?: Post
  /** Whether the cluster's caches hold it; seeded posts are kept track of elsewhere, since they are not stored. */
  cached: boolean
  replies?: Post[]
  deleted?: boolean
  readonly kind: 'seeded' | 'live'
}
