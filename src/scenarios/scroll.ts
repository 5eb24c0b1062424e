import * as routes from '../tatami/routes.js'
import { askOnPage } from './open-page.js'
import { xhr } from './requests.js'
import type { Part, User } from './scenario.js'
import type { Screen } from './screen.js'
import { statusesOf } from './statuses.js'

/** Scrolls to the end of what is shown, which loads what is older; nothing is asked once the list is at its end. */
export function* scroll(user: User, screen: Screen): Part<void> {
  if (screen.oldestId === undefined) return
  const finish = screen.oldestId
  const reply = yield* askOnPage(user, screen, xhr(user, 'timeline/scroll', routes.olderInHomeTimeline(finish)))
  if (!reply.ok) return
  const statuses = statusesOf(reply.response.body)
  if (statuses === undefined) user.fail(reply, 'content')
  else screen.showOlder(statuses)
}
