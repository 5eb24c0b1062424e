import * as routes from '../tatami/routes.js'
import { askOnPage, askTogetherOnPage } from './open-page.js'
import { sendJson, xhr } from './requests.js'
import type { Part, User } from './scenario.js'
import type { Screen } from './screen.js'
import { isTrueAt } from './statuses.js'

// Each opens beside the time-line, which goes on polling: 3.1 polls whatever list is open, at the same price.

/** Looks at somebody's profile, one's own when the screen shows nobody else. */
export function* openProfile(user: User, screen: Screen): Part<void> {
  const whose = screen.author ?? screen.me
  yield* askTogetherOnPage(user, screen, [
    xhr(user, 'browse/profile', routes.user(whose)),
    xhr(user, 'browse/profile-tags', routes.userTags(whose)),
    xhr(user, 'browse/profile-timeline', routes.userTimeline(whose)),
  ])
}

/** Opens a tag: a popular one, or `known` when nothing is popular. */
export function* openTag(user: User, screen: Screen, known: string): Part<void> {
  const tag = screen.tag ?? known
  yield* askTogetherOnPage(user, screen, [
    xhr(user, 'browse/tag', routes.tag(tag)),
    xhr(user, 'browse/tag-timeline', routes.tagTimeline(tag)),
    ...side(user, screen),
  ])
}

/** Opens the group the person is in, if there is one. */
export function* openGroup(user: User, screen: Screen): Part<void> {
  if (screen.groupId === undefined) return
  yield* askTogetherOnPage(user, screen, [
    xhr(user, 'browse/group', routes.group(screen.groupId)),
    xhr(user, 'browse/group-timeline', routes.groupTimeline(screen.groupId)),
    ...side(user, screen),
  ])
}

/** Marks the newest post shown as a favourite, if there is one. */
export function* markFavourite(user: User, screen: Screen): Part<void> {
  if (screen.newestId === undefined) return
  const path = routes.status(screen.newestId)
  const reply = yield* askOnPage(user, screen, sendJson(user, 'browse/favourite', 'PATCH', path, { favorite: true }))
  if (reply.ok && !isTrueAt(reply.response.body, 'favorite')) user.fail(reply, 'content')
}

/** Follows whom the platform suggests, or an author shown; nobody when there is neither. */
export function* follow(user: User, screen: Screen): Part<void> {
  const whom = screen.suggested ?? screen.author
  if (whom === undefined) return
  // Without `friendShip` the answer is the same, and nothing happens.
  const change = { friendShip: true, friend: true }
  const reply = yield* askOnPage(user, screen, sendJson(user, 'browse/follow', 'PATCH', routes.user(whom), change))
  if (reply.ok && !isTrueAt(reply.response.body, 'friend')) user.fail(reply, 'content')
}

const side = (user: User, screen: Screen) => [
  xhr(user, 'browse/side-tags', routes.POPULAR_TAGS),
  xhr(user, 'browse/side-me', routes.user(screen.me)),
]
