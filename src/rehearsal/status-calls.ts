import { postOperations, WARM_OPERATIONS } from '../tatami/operations.js'
import { CONTENT_LIMIT } from '../tatami/shapes.js'
import { EMPTY, FORBIDDEN, json, NOT_FOUND, withHeaders } from './app-reply.js'
import { jsonObject, optionalBoolean, optionalText } from './json-body.js'
import { oneStatus, visiblePost } from './line-calls.js'
import { ClientError, type Handler, type ServedCall, wallUs } from './served-call.js'
import type { Audience, Draft } from './social-network.js'

const FIELDS = [
  'content',
  'groupId',
  'attachmentIds',
  'replyTo',
  'geoLocalization',
  'statusPrivate',
  'statusId',
] as const
const PATCH_FIELDS = ['favorite', 'shared', 'announced', 'params'] as const
const NOT_CACHED = 'Pragma: no-cache\r\nCache-Control: no-cache, no-store, max-age=0\r\n'
const FAVOURITES_SHOWN = 50

/** Creates a status; the fan-out to every follower happens before the answer, which is `{}`. */
export const createStatus: Handler = (call) => {
  const { work, state, user } = call
  work.kind = 'post'
  const draft = draftOf(call)
  if (draft === 'foreign-group') return FORBIDDEN
  const audience = state.network.audience(user, draft)
  const { caches } = state
  work.operations(postCost(draft, audience) + caches.followers(user) + caches.users(audience.mentioned))
  work.background += draft.private ? 0 : WARM_OPERATIONS.post.elasticsearch
  state.network.publish(user, draft, audience, wallUs(call))
  caches.evictUser(user)
  if (draft.replyTo) caches.evictStatus(draft.replyTo)
  return withHeaders(json('{}'), NOT_CACHED)
}

/** `{"favorite":true}` and back; shares and announcements are taken note of only in their cost. */
export const patchStatus: Handler = (call) => {
  const { work, state, user } = call
  work.kind = 'favourite'
  const body = jsonObject(call.request, PATCH_FIELDS)
  const favourite = optionalBoolean(body, 'favorite')
  const post = visiblePost(call)
  if (!post) return EMPTY
  work.operations(WARM_OPERATIONS.favourite.cassandra)
  if (favourite !== undefined) {
    const person = state.network.person(user)
    const others = (person.favourites ?? []).filter(({ id }) => id !== post.id)
    person.favourites = favourite ? [post, ...others].slice(0, FAVOURITES_SHOWN) : others
    state.caches.evictFavourites(user)
  }
  const reply = oneStatus(call)
  work.kind = 'favourite'
  return reply
}

/** Deletes an own status; a client that does not put JSON first is told 404 although it is gone. */
export const deleteStatus: Handler = (call) => {
  const { work, state, user, request } = call
  work.kind = 'delete'
  const post = state.network.findPost(call.params[0] ?? '')
  if (post && post.author === user) {
    work.operations(WARM_OPERATIONS.delete.cassandra)
    work.background += WARM_OPERATIONS.delete.elasticsearch
    post.deleted = true
    const person = state.network.person(user)
    person.posts = (person.posts ?? 0) - 1
    state.caches.evictUser(user)
  }
  return request.accept?.startsWith('application/json') ? json('{}') : NOT_FOUND
}

// Nobody follows tags here. Readers reached twice are written twice, as in Tatami.
const postCost = (draft: Draft, { followers, group, mentioned, tags }: Audience): number =>
  postOperations({
    followers: followers.length + group.length,
    tagFollowers: tags.map(() => 0),
    mentions: mentioned.length,
    private: draft.private,
    reply: draft.replyTo !== undefined,
  })

const draftOf = (call: ServedCall): Draft | 'foreign-group' => {
  const { network } = call.state
  const body = jsonObject(call.request, FIELDS)
  const content = optionalText(body, 'content') ?? ''
  if (content.trim() === '' || content.length > CONTENT_LIMIT) throw new ClientError()
  const isPrivate = optionalBoolean(body, 'statusPrivate') ?? false
  const draft: Draft = { content, private: isPrivate }
  const groupId = optionalText(body, 'groupId') ?? ''
  const replyId = optionalText(body, 'replyTo') ?? ''
  const replyTo = replyId === '' ? undefined : network.findPost(replyId)
  if (replyId !== '' && !replyTo) throw new ClientError()
  const answering = replyTo ? { ...draft, replyTo } : draft
  if (groupId === '') return answering
  const group = network.groups.find(groupId, network.directory.domain(call.user))
  if (group === undefined || !network.groups.isMember(group, call.user)) return 'foreign-group'
  return { ...answering, group }
}
