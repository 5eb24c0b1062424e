import { DOMAIN, KNOWN_TAGS } from '../tatami/population.js'
import { EMPTY_LIST, json } from './app-reply.js'
import { parameter } from './app-request.js'
import { tagShape } from './company-calls.js'
import { groupShape } from './group-calls.js'
import { shown } from './line-calls.js'
import { ClientError, type Handler, wallUs } from './served-call.js'
import { userShape } from './status-json.js'
import { wordsOf } from './word-index.js'

const MAX_TAGS = 5
const NOTHING_FOUND = json('{"tags":[],"users":[],"groups":[]}')

/** What the search box asks for on every key-up: never statuses. */
export const searchAll: Handler = function* (call) {
  const { work, stores, state, user } = call
  work.kind = 'search-all'
  const q = parameter(call.request.query, 'q')?.toLowerCase() ?? ''
  if (q === '') throw new ClientError()
  const domain = state.network.directory.domain(user)
  const found = yield* stores.prefix(domain, q)
  yield* stores.followedTags(user)
  if (!found) return NOTHING_FOUND
  for (const one of found.users) yield* stores.user(one)
  const tags = domain === DOMAIN ? KNOWN_TAGS.filter((tag) => tag.startsWith(q)).slice(0, MAX_TAGS) : []
  const body = {
    tags: tags.map((name) => tagShape(name, false)),
    users: found.users.map((one) => userShape(one, user, state.network)),
    groups: found.groups.map((group) => groupShape(group, call)),
  }
  return json(JSON.stringify(body))
}

/** Statuses that contain the words; an empty list, with status 200, also when Elasticsearch fails. */
export const searchStatus: Handler = function* (call) {
  call.work.kind = 'search-status'
  const words = wordsOf(parameter(call.request.query, 'q') ?? '')
  if (words.length === 0) return EMPTY_LIST
  const found = yield* call.stores.search(call.user, words, wallUs(call))
  return found ? yield* shown(call, found) : EMPTY_LIST
}
