import { noteSession, waitUntil } from './ask.js'
import { newerRequest, showPoll } from './poll.js'
import type { Part, Reply, StepRequest, User } from './scenario.js'
import type { Screen } from './screen.js'

// What a person does on the open page does not keep the page from polling: a tick that comes while an answer is awaited
// or a word is typed is due then and sent then. Only one poll is under way at a time, as in 3.1; a tick that comes
// meanwhile is due at its time all the same, and sent when the answer is there.

/** Sends a request of the open page and hands back its reply; the page polls on meanwhile. */
export function* askOnPage(user: User, screen: Screen, request: StepRequest): Part<Reply> {
  const [reply] = yield* askTogetherOnPage(user, screen, [request])
  if (!reply) throw new Error(`no reply to ${request.step.name}`)
  return reply
}

/** Sends requests together and hands back their replies in the same order; the page polls on meanwhile. */
export function* askTogetherOnPage(
  user: User,
  screen: Screen,
  requests: readonly StepRequest[],
): Part<readonly Reply[]> {
  for (const request of requests) yield* sendOnPage(screen, request)
  return yield* collectOnPage(user, screen)
}

/** Sends a request without waiting for its answer; `collectOnPage` hands that back. */
export function* sendOnPage(screen: Screen, request: StepRequest): Part<void> {
  screen.sent.push('own')
  yield { kind: 'send', request }
}

/** Waits for the replies to all that was sent and hands them back in that order, polls excepted, which are shown. */
export function* collectOnPage(user: User, screen: Screen): Part<readonly Reply[]> {
  for (;;) {
    const untilUs = isPollOut(screen) ? Number.POSITIVE_INFINITY : screen.tickUs
    const replies = yield { kind: 'collect', untilUs }
    if (replies !== undefined && !('ok' in replies)) return yield* sorted(user, screen, replies)
    yield* sendPoll(user, screen)
  }
}

/** Waits until a run time, microseconds, polling at the ticks that come before; over at once when the run winds down. */
export function* pause(user: User, screen: Screen, atUs: number): Part<void> {
  // A time that has passed already does not make what follows due in the past.
  const untilUs = Math.max(atUs, user.dueUs)
  for (;;) {
    if (isOnlyPollOut(screen)) {
      const replies = yield { kind: 'collect', untilUs }
      if (replies === undefined || 'ok' in replies) return
      yield* sorted(user, screen, replies)
    }
    const nextUs = Math.min(untilUs, isPollOut(screen) ? untilUs : screen.tickUs)
    yield* waitUntil(nextUs)
    if (user.stopping || nextUs === untilUs) return
    yield* sendPoll(user, screen)
  }
}

const isPollOut = ({ sent }: Screen): boolean => sent.includes('poll')

const isOnlyPollOut = ({ sent }: Screen): boolean => sent.length === 1 && sent[0] === 'poll'

function* sendPoll(user: User, screen: Screen): Part<void> {
  screen.passTick()
  screen.sent.push('poll')
  yield { kind: 'send', request: newerRequest(user, screen, 'timeline/poll') }
}

function* sorted(user: User, screen: Screen, replies: readonly Reply[]): Part<readonly Reply[]> {
  const sent = screen.sent.splice(0)
  const own: Reply[] = []
  const polls = replies.filter((reply, i) => {
    noteSession(user, reply)
    if (sent[i] === 'poll') return true
    own.push(reply)
    return false
  })
  for (const reply of polls) yield showPoll(user, screen, reply)
  return own
}
