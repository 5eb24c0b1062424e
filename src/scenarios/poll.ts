import * as routes from '../tatami/routes.js'
import { ask } from './ask.js'
import { xhr } from './requests.js'
import type { Part, Reply, StepRequest, User } from './scenario.js'
import type { Screen } from './screen.js'
import { statusesOf } from './statuses.js'

/** One tick of the open list while nothing else is going on. When it fails, 3.1's page polls no more. */
export function* poll(user: User, screen: Screen): Part<void> {
  yield* showPoll(user, screen, yield* ask(user, newerRequest(user, screen, 'timeline/poll')))
}

/** What is newer than the newest shown, or the whole page while the list is empty. */
export const newerRequest = (user: User, screen: Screen, step: 'timeline/poll' | 'post/poll'): StepRequest => {
  const position = screen.newestId === undefined ? {} : { start: screen.newestId }
  return xhr(user, step, routes.homeTimeline(position))
}

/** Shows a poll's answer; the felt time-line lasts from the tick to here. */
export function* showPoll(user: User, screen: Screen, reply: Reply): Part<void> {
  const ok = showNewer(user, screen, reply)
  yield { kind: 'felt', subject: 'timeline', ok, startUs: reply.dueUs, endUs: reply.endUs }
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
