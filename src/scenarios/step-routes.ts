import * as routes from '../tatami/routes.js'
import { HOME_FILES, LOGIN_FILES, WELCOME_IMAGE } from '../tatami/static-files.js'
import { STEPS, type StepName } from './steps.js'

// Stands for any one segment of a path, and is written as it is in each.
const ANY = '*'
const HOME_TIMELINE = `GET ${routes.HOME_TIMELINE}`
const STATUS = routes.status(ANY)
const USER = `GET ${routes.user(ANY)}`
const TAGS = 'GET /tatami/rest/tags'
const FILES = 'GET files'

/** Method and path, without the query, of the request that each built-in step makes: its route. */
const STEP_ROUTES: Readonly<Record<StepName, string>> = {
  'login/page': `GET ${routes.LOGIN_PAGE}`,
  'login/asset': FILES,
  'login/authenticate': `POST ${routes.AUTHENTICATION}`,
  'login/redirect': `GET ${routes.ROOT}`,
  'login/home': `GET ${routes.HOME_PAGE}`,
  'login/me': USER,
  'login/groups': `GET ${routes.GROUPS}`,
  'login/tags': TAGS,
  'login/me-again': USER,
  'login/suggestions': `GET ${routes.SUGGESTIONS}`,
  'login/timeline': HOME_TIMELINE,
  'timeline/poll': HOME_TIMELINE,
  'timeline/scroll': HOME_TIMELINE,
  'post/open-editor': `GET ${STATUS}`,
  'post/create': `POST ${routes.STATUSES}`,
  'post/poll': HOME_TIMELINE,
  'search/key-up': 'GET /tatami/rest/search/all',
  'search/results': 'GET /tatami/rest/search/status',
  'browse/profile': USER,
  'browse/profile-tags': TAGS,
  'browse/profile-timeline': `GET ${routes.userTimeline(ANY)}`,
  'browse/tag': `GET ${routes.tag(ANY)}`,
  'browse/tag-timeline': `GET ${routes.tagTimeline(ANY)}`,
  'browse/group': `GET ${routes.group(ANY)}`,
  'browse/group-timeline': `GET ${routes.groupTimeline(ANY)}`,
  'browse/side-tags': TAGS,
  'browse/side-me': USER,
  'browse/favourite': `PATCH ${STATUS}`,
  'browse/follow': `PATCH ${routes.user(ANY)}`,
  'logout/logout': `GET ${routes.LOGOUT}`,
  'logout/page': `GET ${routes.LOGIN_PAGE}`,
}

/** The route of a step by its id; several steps can have the same. Undefined for a step of the user's own, which is not known. */
export const routeOfStep = (step: number): string | undefined => ROUTES[step]

/** The route of a request by its method and its path without a query; undefined when no built-in step makes such a request. */
export const routeOfRequest = (method: string, path: string): string | undefined => {
  const asked = `${method} ${path}`
  return FIXED.get(asked) ?? PATTERNS.find(([pattern]) => pattern.test(asked))?.[1]
}

const ROUTES = STEPS.map(({ name }) => STEP_ROUTES[name as StepName])
const DISTINCT = [...new Set(ROUTES)]

const FIXED: ReadonlyMap<string, string> = new Map([
  ...DISTINCT.filter((route) => !route.includes(ANY)).map((route) => [route, route] as const),
  ...[...LOGIN_FILES, ...HOME_FILES, WELCOME_IMAGE].map(({ path }) => [`GET ${path}`, FILES] as const),
])

const PATTERNS = DISTINCT.filter((route) => route.includes(ANY)).map(
  (route) => [new RegExp(`^${route.replaceAll(ANY, '[^/]+')}$`), route] as const,
)
