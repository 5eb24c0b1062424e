import type { Behaviour } from '../../src/profile/event-profile.js'
import type { JourneyContext } from '../../src/scenarios/journey-context.js'
import { NO_OWN_SCENARIOS } from '../../src/scenarios/own-scenario.js'
import { eventProfile } from '../profile/event-profiles.js'
import { QUIET } from './played.js'

/** What an event's users do in an hour, by the built-in profile. */
export const EVENT: Behaviour = {
  ...QUIET,
  perUserHour: { posts: 1, searches: 2, scrolls: 6, profiles: 3, tags: 1, groups: 0, favourites: 1, follows: 0.5 },
  postMix: { reply: 0.3, tag: 0.2, mention: 0.1, private: 0.02 },
  session: { kind: 'exponential', meanUs: 45 * 60e6 },
  coldCacheShare: 0.2,
}

/** The same people where they open groups as well, which no built-in profile but smoke has them do. */
export const BUSY: Behaviour = { ...EVENT, perUserHour: { ...EVENT.perUserHour, groups: 2 } }

/** The context of a journey whose users behave like this. */
export const contextOf = (behaviour: Behaviour, over: Partial<JourneyContext> = {}): JourneyContext => ({
  profile: eventProfile({ behaviour }),
  texts: { bodies: ['one text', 'another text'] },
  own: NO_OWN_SCENARIOS,
  ...over,
})
