import { type AppReply, EMPTY_LIST, json } from './app-reply.js'
import type { Course } from './course.js'
import { jsonObject, optionalBoolean } from './json-body.js'
import { mix } from './mixing.js'
import { ClientError, type Handler, type ServedCall } from './served-call.js'
import type { SocialNetwork } from './social-network.js'
import { userShape } from './status-json.js'

const USER_FIELDS = ['friendShip', 'friend', 'username'] as const
const SUGGESTED = 5

/** Any user of the company. Throws a ClientError, a 500, for a name that nobody has. */
export const showUser: Handler = function* (call) {
  const { work, stores, user } = call
  work.kind = 'user'
  const shown = namedUser(call)
  yield* stores.user(shown)
  if (shown !== user) {
    yield* stores.friends(user)
    yield* stores.followers(user)
  }
  return userReply(call, shown)
}

/** Follows or unfollows; `friend` without `friendShip` is accepted and does nothing. */
export const patchUser: Handler = function* (call) {
  const { work, stores, user } = call
  work.kind = 'follow'
  const body = jsonObject(call.request, USER_FIELDS)
  const other = namedUser(call)
  const friend = optionalBoolean(body, 'friend')
  const friendShip = optionalBoolean(body, 'friendShip') ?? false
  if (friendShip && friend === undefined) throw new ClientError()
  if (friendShip && friend !== undefined && other !== user) yield* stores.follow(user, other, friend)
  return userReply(call, other)
}

/** What 3.1 still answers of the older interface. */
export const createFriendship: Handler = function* (call) {
  call.work.kind = 'follow'
  const name = jsonObject(call.request, ['username']).get('username')
  const other = call.state.network.directory.neighbour(String(name), call.user)
  if (other === undefined || other === call.user) return json('false')
  yield* call.stores.follow(call.user, other, true)
  return json('true')
}

export const friends: Handler = function* (call) {
  call.work.kind = 'friends'
  return yield* people(call, yield* call.stores.friends(namedUser(call)))
}

export const followers: Handler = function* (call) {
  call.work.kind = 'friends'
  return yield* people(call, yield* call.stores.followers(namedUser(call)))
}

/** A few people whom the caller does not follow; none for those who only registered. */
export const suggestions: Handler = function* (call) {
  const { work, stores, state, user, nowUs } = call
  work.kind = 'suggestions'
  if (user >= state.network.graph.population) return EMPTY_LIST
  const strangers = suggestedTo(user, state.network)
  yield* stores.suggestions(user, strangers, nowUs)
  return json(JSON.stringify(strangers.map((other) => userShape(other, user, state.network))))
}

/** Whom Tatami suggests to follow. */
export const suggestedTo = (user: number, network: SocialNetwork): readonly number[] => {
  const suggested = Array.from({ length: SUGGESTED }, (_, i) => mix(user, i, 7) % network.graph.population)
  return [...new Set(suggested)].filter((other) => other !== user && !network.follows(user, other))
}

export const profile: Handler = function* (call) {
  call.work.kind = 'user'
  yield* call.stores.user(call.user)
  return userReply(call, call.user)
}

const people = function* (call: ServedCall, users: readonly number[]): Course<AppReply> {
  for (const user of users) yield* call.stores.user(user)
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
