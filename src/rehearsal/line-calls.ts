import { KNOWN_TAGS } from '../tatami/population.js'
import { type AppReply, EMPTY, EMPTY_LIST, json } from './app-reply.js'
import { parameter } from './app-request.js'
import type { Course } from './course.js'
import { visibleGroup } from './group-calls.js'
import type { Line, PageQuery } from './line.js'
import { mix } from './mixing.js'
import type { Post } from './post.js'
import { tagKey } from './post-book.js'
import { ClientError, type Handler, type ServedCall } from './served-call.js'
import { statusesJson, statusJson } from './status-json.js'
import { postsOf } from './stores/posts-of.js'
import type { KeptLine } from './stores/stores.js'
import { timeOf } from './time-uuid.js'

/** Thrown for a position that is no id or a negative count: an exception inside Tatami's service. */
export class PositionError extends Error {}

/** What those whom the caller follows posted, and what else was delivered to them. */
export const homeTimeline: Handler = (call) => {
  const { network } = call.state
  const { graph } = network
  const author = (slot: number) => graph.pick(call.user, mix(call.user, slot) % graph.picks)
  const modelled = () => seededBelow(network.known(call.user)?.home, call.user < graph.population ? author : undefined)
  return line(call, { name: 'timeline', key: String(call.user), modelled })
}

export const mentions: Handler = (call) => {
  const modelled = () => seededBelow(call.state.network.known(call.user)?.mentions)
  return line(call, { name: 'mentionline', key: String(call.user), modelled })
}

/** Somebody's own posts; an empty list for a name that nobody has. */
export const userTimeline: Handler = function* (call) {
  const { network } = call.state
  const author = network.directory.neighbour(call.params[0] ?? '', call.user)
  if (author === undefined) return EMPTY_LIST
  const modelled = () =>
    seededBelow(network.known(author)?.own, author < network.graph.population ? () => author : undefined)
  return yield* line(call, { name: 'userline', key: String(author), modelled })
}

/** The posts of the company that carry a tag. */
export const tagTimeline: Handler = (call) => {
  const { network } = call.state
  const name = call.params[0] ?? parameter(call.request.query, 'tag') ?? ''
  const domain = network.directory.domain(call.user)
  const known = KNOWN_TAGS.indexOf(name.toLowerCase())
  const author = (slot: number) => network.seeded.authorOfTag(known, slot)
  const modelled = () => seededBelow(network.posts.tagLine(domain, name), known < 0 ? undefined : author)
  return line(call, { name: 'tagline', key: tagKey(domain, name), modelled })
}

/** The posts written to a group since the stack came up; an empty list for one that the caller may not see. */
export const groupTimeline: Handler = function* (call) {
  const group = visibleGroup(call)
  if (group === undefined) return EMPTY_LIST
  const modelled = () => seededBelow(call.state.network.posts.groupLine(group))
  return yield* line(call, { name: 'groupline', key: String(group), modelled })
}

export const favourites: Handler = function* (call) {
  call.work.kind = 'timeline'
  const ids = yield* call.stores.favourites(call.user)
  return yield* shown(call, yield* postsOf(call.stores, ids))
}

/** One status; 200 without a body when it is gone or not for the caller. */
export const oneStatus: Handler = function* (call) {
  call.work.kind = 'details'
  const post = yield* visiblePost(call)
  if (!post) return EMPTY
  yield* call.stores.status(post)
  yield* call.stores.user(post.author)
  return json(statusJson(post, call.user, call.state.network))
}

/** A status with the discussion it belongs to; 200 without a body as for one status. */
export const statusDetails: Handler = function* (call) {
  call.work.kind = 'details'
  const post = yield* visiblePost(call)
  if (!post) return EMPTY
  const whole = yield* call.stores.discussion(post)
  const discussion = whole.filter((one) => one.id !== post.id && !one.deleted)
  const { body } = yield* shown(call, discussion)
  return json(`{"statusId":"${post.id}","discussionStatuses":${body},"sharedByLogins":[]}`)
}

/** The post named by the path, unless it is not for this reader. */
export const visiblePost = function* (call: ServedCall): Course<Post | undefined> {
  const post = yield* call.stores.find(call.params[0] ?? '')
  return post && (!post.private || post.author === call.user) ? post : undefined
}

/** Posts as JSON, looked up with their authors. */
export const shown = function* ({ stores, state, user }: ServedCall, posts: readonly Post[]): Course<AppReply> {
  for (const post of posts) {
    yield* stores.status(post)
    yield* stores.user(post.author)
  }
  return posts.length === 0 ? EMPTY_LIST : json(statusesJson(posts, user, state.network))
}

const seededBelow = (live: readonly Post[] = [], seededAuthor?: Line['seededAuthor']): Line =>
  seededAuthor ? { live, seededAuthor } : { live }

const line = function* (call: ServedCall, kept: KeptLine): Course<AppReply> {
  const { work, stores, user } = call
  work.kind = call.request.query.includes('start=') ? 'poll' : 'timeline'
  const query = pageQuery(call.request.query)
  // What every line looks up although it is nearly always cached, and then one slice.
  yield* stores.user(user)
  yield* stores.groups(user)
  yield* stores.favourites(user)
  return yield* shown(call, yield* stores.line(kept, query))
}

const pageQuery = (query: string): PageQuery => {
  const countText = parameter(query, 'count')
  if (countText !== undefined && !/^-?\d{1,9}$/.test(countText)) throw new ClientError()
  const count = Number(countText ?? 0) || 20
  if (count < 0) throw new PositionError()
  const startUs = position(parameter(query, 'start'))
  const finishUs = position(parameter(query, 'finish'))
  return { count, ...(startUs === undefined ? {} : { startUs }), ...(finishUs === undefined ? {} : { finishUs }) }
}

const position = (id: string | undefined): number | undefined => {
  if (id === undefined || id === '') return undefined
  const timeUs = timeOf(id)
  if (timeUs === undefined) throw new PositionError()
  return timeUs
}
