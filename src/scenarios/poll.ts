import * as routes from '../tatami/routes.js'
import { xhr } from './requests.js'
import type { Action, Reply, StepRequest, User } from './scenario.js'
import type { Screen } from './screen.js'
import { statusesOf } from './statuses.js'

/** What is newer than the newest shown, or the whole page while the list is empty. */
export const newerRequest = (user: User, screen: Screen, step: 'timeline/poll' | 'post/poll'): StepRequest =>
  xhr(user, step, routes.homeTimeline(screen.newestId))

/** Shows a poll's answer; the felt time-line lasts from the tick to here. When the poll failed, 3.1's page polls no more. */
export const showPoll = (user: User, screen: Screen, reply: Reply): Action => {
  const ok = showNewer(user, screen, reply)
  return { kind: 'felt', subject: 'timeline', ok, startUs: reply.dueUs, endUs: reply.endUs }
}

/** Puts an answer on top of the list; false when it is no list, and then the page polls no more. */
export const showNewer = (user: User, screen: Screen, reply: Reply): boolean => {
  const statuses = reply.ok ? statusesOf(reply.response.body) : undefined
  if (statuses) {
    screen.showNewer(statuses)
    return true
  }
  if (reply.ok) user.fail(reply, 'content')
  screen.stopPolling()
  return false
}
