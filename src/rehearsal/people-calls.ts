import { WARM_OPERATIONS } from '../tatami/operations.js'
import { EMPTY_LIST, json } from './app-reply.js'
import { jsonObject, optionalBoolean } from './json-body.js'
import { mix } from './mixing.js'
import { ClientError, type Handler, type ServedCall } from './served-call.js'
import { userShape } from './status-json.js'

const USER_FIELDS = ['friendShip', 'friend', 'username'] as const
const SUGGESTED = 5

/** Any user of the company. Throws a ClientError, a 500, for a name that nobody has. */
export const showUser: Handler = (call) => {
  const { work, state, user } = call
  work.kind = 'user'
  const shown = namedUser(call)
  const rows = shown === user ? 0 : state.caches.friends(user) + state.caches.followers(user)
  work.operations(state.caches.user(shown) + rows)
  return userReply(call, shown)
}

/** Follows or unfollows; `friend` without `friendShip` is accepted and does nothing. */
export const patchUser: Handler = (call) => {
  const { work, state, user } = call
  work.kind = 'follow'
  const body = jsonObject(call.request, USER_FIELDS)
  const other = namedUser(call)
  const friend = optionalBoolean(body, 'friend')
  const friendShip = optionalBoolean(body, 'friendShip') ?? false
  if (friendShip && friend === undefined) throw new ClientError()
  if (friendShip && friend !== undefined && other !== user) {
    work.operations(WARM_OPERATIONS.follow.cassandra)
    state.network.setFollows(user, other, friend)
    state.caches.evictFollow(user, other)
  }
  return userReply(call, other)
}

/** What 3.1 still answers of the older interface. */
export const createFriendship: Handler = (call) => {
  call.work.kind = 'follow'
  const name = jsonObject(call.request, ['username']).get('username')
  const other = call.state.network.directory.neighbour(String(name), call.user)
  if (other === undefined || other === call.user) return json('false')
  call.work.operations(WARM_OPERATIONS.follow.cassandra)
  call.state.network.setFollows(call.user, other, true)
  call.state.caches.evictFollow(call.user, other)
  return json('true')
}

export const friends: Handler = (call) => {
  const shown = namedUser(call)
  return people(call, call.state.network.friends(shown), call.state.caches.friends(shown))
}

export const followers: Handler = (call) => {
  const shown = namedUser(call)
  return people(call, call.state.network.followers(shown), call.state.caches.followers(shown))
}

/** A few people whom the caller does not follow; none for those who only registered. */
export const suggestions: Handler = (call) => {
  const { work, state, user, nowUs } = call
  const { graph } = state.network
  work.kind = 'suggestions'
  if (user >= graph.population) return EMPTY_LIST
  const suggested = Array.from({ length: SUGGESTED }, (_, i) => mix(user, i, 7) % graph.population)
  const strangers = [...new Set(suggested)].filter((other) => other !== user && !state.network.follows(user, other))
  work.operations(state.caches.suggestions(user, strangers, nowUs))
  return json(JSON.stringify(strangers.map((other) => userShape(other, user, state.network))))
}

export const profile: Handler = (call) => {
  call.work.kind = 'user'
  call.work.operations(call.state.caches.user(call.user))
  return userReply(call, call.user)
}

const people = (call: ServedCall, users: readonly number[], rowReads: number) => {
  call.work.kind = 'friends'
  call.work.operations(rowReads + call.state.caches.users(users))
  return json(JSON.stringify(users.map((user) => userShape(user, call.user, call.state.network))))
}

// An unknown user is a null pointer in Tatami.
const namedUser = (call: ServedCall): number => {
  const user = call.state.network.directory.neighbour(call.params[0] ?? '', call.user)
  if (user === undefined) throw new ClientError()
  return user
}

const userReply = (call: ServedCall, user: number) =>
  json(JSON.stringify(userShape(user, call.user, call.state.network)))
