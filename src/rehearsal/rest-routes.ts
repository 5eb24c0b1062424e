import { HOME_PAGE, REST, STATUSES } from '../tatami/routes.js'
import { type AppReply, EMPTY, EMPTY_LIST, ERROR_500 } from './app-reply.js'
import { decoded } from './app-request.js'
import * as company from './company-calls.js'
import * as groups from './group-calls.js'
import * as lines from './line-calls.js'
import * as people from './people-calls.js'
import { searchAll, searchStatus } from './search-calls.js'
import type { Handler } from './served-call.js'
import { homePage } from './session-calls.js'
import * as statuses from './status-calls.js'

/** A protected address: who answers, and what the client sees when something in the service throws. */
export interface RoutedCall {
  readonly handler: Handler
  readonly onException: AppReply
  /** The path's variable parts, decoded. */
  readonly params: readonly string[]
}

/** The route of a protected request; undefined for an unmapped path, which is a 404. */
export const findRoute = (method: string, path: string): RoutedCall | 'wrong-method' | undefined => {
  const fixed = FIXED.get(path) ?? (path.startsWith(`${HOME_PAGE}home`) ? HOME : undefined)
  if (fixed) return fixed.get(method) ?? 'wrong-method'
  for (const [pattern, routes] of PATTERNS) {
    const match = pattern.exec(path)
    const found = match && routes.get(method)
    if (match) return found ? { ...found, params: match.slice(1).map(decoded) } : 'wrong-method'
  }
  return undefined
}

type Methods = ReadonlyMap<string, RoutedCall>
const NO_PARAMETERS: readonly string[] = []

const route = (handler: Handler, onException: AppReply = ERROR_500): RoutedCall => {
  return { handler, onException, params: NO_PARAMETERS }
}
const get = (handler: Handler, onException: AppReply = ERROR_500): Methods => {
  return new Map([['GET', route(handler, onException)]])
}
const methods = (routes: Readonly<Record<string, RoutedCall>>): Methods => new Map(Object.entries(routes))

const HOME = get(homePage)
// Exceptions in the home timeline and in a status's PATCH are swallowed: 200 without a body. A user's line becomes `[]`.
const FIXED = new Map<string, Methods>([
  [HOME_PAGE, HOME],
  [`${STATUSES}home_timeline`, get(lines.homeTimeline, EMPTY)],
  [STATUSES, methods({ POST: route(statuses.createStatus) })],
  [`${REST}mentions`, get(lines.mentions)],
  [`${REST}favorites`, get(lines.favourites)],
  [`${REST}groups`, methods({ GET: route(groups.myGroups), POST: route(groups.createGroup) })],
  [`${REST}tags`, get(company.tags)],
  [`${REST}trends`, get(company.tags)],
  [`${REST}users/suggestions`, get(people.suggestions)],
  [`${REST}account/profile`, get(people.profile)],
  [`${REST}friendships/create`, methods({ POST: route(people.createFriendship) })],
  [`${REST}groupmemberships/lookup`, get(groups.myGroups)],
  [`${REST}search/all`, get(searchAll)],
  [`${REST}search/status`, get(searchStatus)],
])
const PATTERNS: readonly (readonly [RegExp, Methods])[] = [
  [/^\/tatami\/rest\/users\/([^/]+)\/?$/, methods({ GET: route(people.showUser), PATCH: route(people.patchUser) })],
  [/^\/tatami\/rest\/users\/([^/]+)\/friends$/, get(people.friends)],
  [/^\/tatami\/rest\/users\/([^/]+)\/followers$/, get(people.followers)],
  [/^\/tatami\/rest\/statuses\/details\/([^/]+)$/, get(lines.statusDetails)],
  [/^\/tatami\/rest\/statuses\/([^/]+)\/timeline$/, get(lines.userTimeline, EMPTY_LIST)],
  [
    /^\/tatami\/rest\/statuses\/([^/]+)$/,
    methods({
      GET: route(lines.oneStatus),
      PATCH: route(statuses.patchStatus, EMPTY),
      DELETE: route(statuses.deleteStatus),
    }),
  ],
  [/^\/tatami\/rest\/tags\/([^/]+)$/, get(company.oneTag)],
  [/^\/tatami\/rest\/tags\/([^/]+)\/tag_timeline$/, get(lines.tagTimeline)],
  [/^\/tatami\/rest\/groups\/([^/]+)$/, get(groups.oneGroup)],
  [/^\/tatami\/rest\/groups\/([^/]+)\/timeline$/, get(lines.groupTimeline)],
  [/^\/tatami\/rest\/groups\/([^/]+)\/members\/$/, get(groups.members)],
  [
    /^\/tatami\/rest\/groups\/([^/]+)\/members\/([^/]+)$/,
    methods({ PUT: route(groups.joinGroup), DELETE: route(groups.leaveGroup) }),
  ],
]
