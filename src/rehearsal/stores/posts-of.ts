import type { Course } from '../course.js'
import type { Post } from '../post.js'
import type { Stores } from './stores.js'

/** The statuses of some ids, in their order, without those that are gone. */
export const postsOf = function* (stores: Pick<Stores, 'find'>, ids: readonly string[]): Course<readonly Post[]> {
  const posts: Post[] = []
  for (const id of ids) {
    const post = yield* stores.find(id)
    if (post) posts.push(post)
  }
  return posts
}
