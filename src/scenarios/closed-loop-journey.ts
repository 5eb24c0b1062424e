import * as routes from '../tatami/routes.js'
import { replyTo } from './ask.js'
import { xhr } from './requests.js'
import type { Scenario } from './scenario.js'

/**
 * Polls again as soon as the answer is there: a closed loop, which says nothing of a platform, but how much the generator
 * itself can send. Who gets a wrong answer is gone.
 */
export const closedLoopJourney = (): Scenario =>
  function* (user) {
    while (!user.stopping) {
      const request = xhr(user, 'timeline/poll', routes.homeTimeline())
      if (!replyTo(user, request, yield { kind: 'request', request }).ok) return
    }
  }
