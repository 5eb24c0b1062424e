/** Where the pages and forms of Tatami 3.1 are. */
export const ROOT = '/'
export const LOGIN_PAGE = '/tatami/login'
export const AUTHENTICATION = '/tatami/authentication'
/** The application itself; without the slash it is a 404. */
export const HOME_PAGE = '/tatami/'
export const LOGOUT = '/tatami/logout'
/** Makes an account out of a POST with `email` and `password`, where the platform allows it. */
export const REGISTER_AUTOMATIC = '/tatami/register/automatic'

/** Where a refused login is sent to. */
export const LOGIN_FAILED = `${LOGIN_PAGE}?action=loginFailure`

/** Every REST call starts with this. */
export const REST = '/tatami/rest/'
/** The groups of whoever asks; a POST makes one. */
export const GROUPS = `${REST}groups`
export const POPULAR_TAGS = `${REST}tags?popular=true`
export const SUGGESTIONS = `${REST}users/suggestions`
export const HOME_TIMELINE = `${REST}statuses/home_timeline`
/** Creating a status needs the trailing slash. */
export const STATUSES = `${REST}statuses/`

/** The path with its query put behind it, well formed whether or not the path has one already. */
export const withQuery = (path: string, query: Readonly<Record<string, string | number | undefined>>): string => {
  let result = path
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) result += `${result.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`
  }
  return result
}

/** The newest 20 statuses of the home time-line, or what is newer there than a timelineId. Asked for most of all, so written out. */
export const homeTimeline = (start?: string): string =>
  start === undefined
    ? HOME_TIMELINE
    : `${HOME_TIMELINE}?start=${IS_PLAIN.test(start) ? start : encodeURIComponent(start)}`

// What encoding would leave as it is, as in every UUID.
const IS_PLAIN = /^[\w-]*$/
/** What is older in it than a timelineId; both exclusive. */
export const olderInHomeTimeline = (finish: string): string => `${HOME_TIMELINE}?finish=${encodeURIComponent(finish)}`
/** A user by the name before the `@` of the login; a PATCH follows. */
export const user = (username: string): string => `${REST}users/${encodeURIComponent(username)}`
export const userTimeline = (username: string): string => `${STATUSES}${encodeURIComponent(username)}/timeline`
/** Popular tags as the page of a profile asks for them. */
export const userTags = (username: string): string => withQuery(POPULAR_TAGS, { user: username })
export const tag = (name: string): string => `${REST}tags/${encodeURIComponent(name)}`
export const tagTimeline = (name: string): string => `${tag(name)}/tag_timeline`
export const group = (groupId: string): string => `${GROUPS}/${groupId}`
/** Joined by PUT, left by DELETE. */
export const groupMember = (groupId: string, username: string): string =>
  `${group(groupId)}/members/${encodeURIComponent(username)}`
/** The list of members needs the trailing slash. */
export const groupMembers = (groupId: string): string => `${group(groupId)}/members/`
export const groupTimeline = (groupId: string): string => `${group(groupId)}/timeline`
/** One status by its `statusId`; PATCH marks it, DELETE takes it away. */
export const status = (statusId: string): string => `${STATUSES}${statusId}`
/** The discussion around a status. */
export const statusDetails = (statusId: string): string => `${STATUSES}details/${statusId}`
/** Asked on every key-up of the search box. */
export const searchAll = (text: string): string => withQuery(`${REST}search/all`, { q: text })
/** Statuses with these words; an empty list also where Elasticsearch fails. */
export const searchStatus = (text: string): string => withQuery(`${REST}search/status`, { q: text })
