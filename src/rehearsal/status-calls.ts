import { CONTENT_LIMIT } from '../tatami/shapes.js'
import { EMPTY, FORBIDDEN, json, NOT_FOUND, withHeaders } from './app-reply.js'
import type { Course } from './course.js'
import { jsonObject, optionalBoolean, optionalText } from './json-body.js'
import { oneStatus, visiblePost } from './line-calls.js'
import { ClientError, type Handler, type ServedCall, wallUs } from './served-call.js'
import type { Draft } from './social-network.js'

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

/** Creates a status; the fan-out to every follower happens before the answer, which is `{}`. */
export const createStatus: Handler = function* (call) {
  const { work, stores, user } = call
  work.kind = 'post'
  const draft = yield* draftOf(call)
  if (draft === 'foreign-group') return FORBIDDEN
  yield* stores.publish({ author: user, draft, wallUs: wallUs(call) })
  return withHeaders(json('{}'), NOT_CACHED)
}

/** `{"favorite":true}` and back; shares and announcements are taken note of only in their cost. */
export const patchStatus: Handler = function* (call) {
  const { work, stores, user } = call
  work.kind = 'favourite'
  const body = jsonObject(call.request, PATCH_FIELDS)
  const favourite = optionalBoolean(body, 'favorite')
  const post = yield* visiblePost(call)
  if (!post) return EMPTY
  yield* stores.favour(user, post, favourite)
  const reply = yield* oneStatus(call)
  work.kind = 'favourite'
  return reply
}

/** Deletes an own status; a client that does not put JSON first is told 404 although it is gone. */
export const deleteStatus: Handler = function* (call) {
  const { work, stores, user, request } = call
  work.kind = 'delete'
  const post = yield* stores.find(call.params[0] ?? '')
  if (post && post.author === user) yield* stores.remove(post)
  return request.accept?.startsWith('application/json') ? json('{}') : NOT_FOUND
}

const draftOf = function* (call: ServedCall): Course<Draft | 'foreign-group'> {
  const { network } = call.state
  const body = jsonObject(call.request, FIELDS)
  const content = optionalText(body, 'content') ?? ''
  if (content.trim() === '' || content.length > CONTENT_LIMIT) throw new ClientError()
  const isPrivate = optionalBoolean(body, 'statusPrivate') ?? false
  const draft: Draft = { content, private: isPrivate }
  const groupId = optionalText(body, 'groupId') ?? ''
  const replyId = optionalText(body, 'replyTo') ?? ''
  const replyTo = replyId === '' ? undefined : yield* call.stores.find(replyId)
  if (replyId !== '' && !replyTo) throw new ClientError()
  const answering = replyTo ? { ...draft, replyTo } : draft
  if (groupId === '') return answering
  const group = network.groups.find(groupId, network.directory.domain(call.user))
  if (group === undefined || !network.groups.isMember(group, call.user)) return 'foreign-group'
  return { ...answering, group }
}
