import { KNOWN_TAGS } from '../tatami/population.js'
import { type AppReply, EMPTY, EMPTY_LIST, json } from './app-reply.js'
import { parameter } from './app-request.js'
import { visibleGroup } from './group-calls.js'
import { type Line, linePage, type PageQuery } from './line.js'
import { mix } from './mixing.js'
import type { Post } from './post.js'
import { ClientError, type Handler, type ServedCall } from './served-call.js'
import { statusesJson, statusJson } from './status-json.js'
import { timeOf } from './time-uuid.js'

/** Thrown for a position that is no id or a negative count: an exception inside Tatami's service. */
export class PositionError extends Error {}

/** What those whom the caller follows posted, and what else was delivered to them. */
export const homeTimeline: Handler = (call) => {
  const { network } = call.state
  const { graph } = network
  const seeded = call.user < graph.population
  const author = (slot: number) => graph.pick(call.user, mix(call.user, slot) % graph.picks)
  const live = network.known(call.user)?.home ?? []
  return line(call, seeded ? { live, seededAuthor: author } : { live })
}

export const mentions: Handler = (call) => line(call, { live: call.state.network.known(call.user)?.mentions ?? [] })

/** Somebody's own posts; an empty list for a name that nobody has. */
export const userTimeline: Handler = (call) => {
  const { network } = call.state
  const author = network.directory.neighbour(call.params[0] ?? '', call.user)
  if (author === undefined) return EMPTY_LIST
  const live = network.known(author)?.own ?? []
  return line(call, author < network.graph.population ? { live, seededAuthor: () => author } : { live })
}

/** The posts of the company that carry a tag. */
export const tagTimeline: Handler = (call) => {
  const { network } = call.state
  const name = call.params[0] ?? parameter(call.request.query, 'tag') ?? ''
  const domain = network.directory.domain(call.user)
  const live = network.posts.tagLine(domain, name)
  const known = KNOWN_TAGS.indexOf(name.toLowerCase())
  if (known < 0) return line(call, { live })
  return line(call, { live, seededAuthor: (slot) => network.seeded.authorOfTag(known, slot) })
}

/** The posts written to a group since the stack came up; an empty list for one that the caller may not see. */
export const groupTimeline: Handler = (call) => {
  const group = visibleGroup(call)
  return group === undefined ? EMPTY_LIST : line(call, { live: call.state.network.posts.groupLine(group) })
}

export const favourites: Handler = (call) => {
  call.work.kind = 'timeline'
  call.work.operations(call.state.caches.favourites(call.user))
  return shown(call, call.state.network.known(call.user)?.favourites ?? [])
}

/** One status; 200 without a body when it is gone or not for the caller. */
export const oneStatus: Handler = (call) => {
  call.work.kind = 'details'
  const post = visiblePost(call)
  if (!post) return EMPTY
  call.work.operations(call.state.caches.status(post) + call.state.caches.user(post.author))
  return json(statusJson(post, call.user, call.state.network))
}

/** A status with the discussion it belongs to; 200 without a body as for one status. */
export const statusDetails: Handler = (call) => {
  call.work.kind = 'details'
  call.work.operations(1)
  const post = visiblePost(call)
  if (!post) return EMPTY
  const root = post.replyTo ?? post
  const discussion = [root, ...(root.replies ?? [])].filter((one) => one.id !== post.id && !one.deleted)
  const statuses = shown(call, discussion).body
  return json(`{"statusId":"${post.id}","discussionStatuses":${statuses},"sharedByLogins":[]}`)
}

/** The post named by the path, unless it is not for this reader. */
export const visiblePost = (call: ServedCall): Post | undefined => {
  const post = call.state.network.findPost(call.params[0] ?? '')
  return post && (!post.private || post.author === call.user) ? post : undefined
}

/** Posts as JSON, their cold reads counted. */
export const shown = ({ work, state, user }: ServedCall, posts: readonly Post[]): AppReply => {
  work.operations(posts.reduce((sum, post) => sum + state.caches.status(post) + state.caches.user(post.author), 0))
  return posts.length === 0 ? EMPTY_LIST : json(statusesJson(posts, user, state.network))
}

const line = (call: ServedCall, content: Line): AppReply => {
  const { work, state, user } = call
  work.kind = call.request.query.includes('start=') ? 'poll' : 'timeline'
  const query = pageQuery(call.request.query)
  // One slice, and what every line looks up although it is nearly always cached: reader, groups, favourites.
  work.operations(
    1 + state.caches.user(user) + state.caches.groups(user, state.network.groups) + state.caches.favourites(user),
  )
  return shown(call, linePage(content, query, state.network.seeded))
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
