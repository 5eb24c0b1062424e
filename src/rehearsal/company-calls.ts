import { DOMAIN, KNOWN_TAGS } from '../tatami/population.js'
import type { TagShape } from '../tatami/shapes.js'
import { EMPTY_LIST, json } from './app-reply.js'
import type { Handler } from './served-call.js'

const POPULAR = 8

/** The popular tags of the company that the stack begins with; other companies have none. */
export const tags: Handler = function* (call) {
  const { work, stores, state, user, nowUs } = call
  work.kind = 'tags'
  const domain = state.network.directory.domain(user)
  yield* stores.followedTags(user)
  yield* stores.popularTags(domain, nowUs)
  if (domain !== DOMAIN) return EMPTY_LIST
  return json(JSON.stringify(KNOWN_TAGS.slice(0, POPULAR).map((name, i) => tagShape(name, i % 2 === 0))))
}

/** Any name is a tag, whether or not a post has it. */
export const oneTag: Handler = function* (call) {
  call.work.kind = 'tags'
  yield* call.stores.followedTags(call.user)
  return json(JSON.stringify(tagShape(call.params[0] ?? '', false)))
}

/** A tag as someone sees it who does not follow it. */
export const tagShape = (name: string, trendingUp: boolean): TagShape => ({ name, followed: false, trendingUp })
