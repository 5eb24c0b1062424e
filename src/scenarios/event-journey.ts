import { exponential } from '../base/random.js'
import { replyTo, waitUntil } from './ask.js'
import { Diary } from './diary.js'
import { openHome } from './home.js'
import type { JourneyContext } from './journey-context.js'
import { login } from './login.js'
import { logout } from './logout.js'
import { perform } from './perform.js'
import { actionsOf, activityMix } from './planned-actions.js'
import { newerRequest, showPoll } from './poll.js'
import type { Part, Scenario, User } from './scenario.js'
import { Screen } from './screen.js'

/** What a user does during an event: logs in, keeps the time-line open, acts at random times, logs out. */
export const eventJourney = (context: JourneyContext): Scenario => {
  const mix = activityMix(context.profile.behaviour, context.own.activities)
  return function* (user) {
    const diary = new Diary(actionsOf(user.random, mix))
    const screen = new Screen(user.account, user.coldCache)
    if (!(yield* login(user, screen))) return
    diary.goOn(user.dueUs)
    for (;;) {
      screen.startPolling(user.dueUs, user.behaviour.pollEveryUs)
      // Not a part of its own: each poll would be resumed through two generators.
      while (screen.isPolling) {
        // A person does one thing after the other, and does not leave in the middle of one; a tick comes when it comes.
        const leaveUs = Math.max(user.leaveUs, user.dueUs)
        const nextUs = Math.min(screen.tickUs, Math.max(diary.nextUs, user.dueUs), leaveUs)
        yield { kind: 'until', atUs: nextUs }
        if (user.stopping || nextUs === leaveUs) break
        if (nextUs === screen.tickUs) {
          screen.passTick()
          const request = newerRequest(user, screen, 'timeline/poll')
          yield showPoll(user, screen, replyTo(user, request, yield { kind: 'request', request }))
        } else {
          const action = diary.take()
          if (action) yield* perform(user, screen, action, context)
        }
      }
      if (user.stopping || user.dueUs >= user.leaveUs) break
      diary.putAside(user.dueUs)
      if (!(yield* loadAgain(user, screen))) return
      diary.goOn(user.dueUs)
    }
    yield* logout(user)
  }
}

/** The page polls no more: some time later the person loads it again, until it comes. False: left before that. */
function* loadAgain(user: User, screen: Screen): Part<boolean> {
  for (;;) {
    const atUs = user.dueUs + Math.round(exponential(user.random, user.behaviour.reloadAfterErrorUs))
    yield* waitUntil(Math.min(atUs, user.leaveUs))
    if (user.stopping || user.dueUs >= user.leaveUs) {
      yield* logout(user)
      return false
    }
    const failure = yield* openHome(user, screen, 'reload')
    if (failure === undefined) return true
    // The platform no longer knows the person, and the browser was sent to the login page.
    if (failure === 'session-lost') return yield* login(user, screen)
  }
}
