import type { Behaviour, EventProfile } from '../../src/profile/event-profile.js'
import type { JourneyContext } from '../../src/scenarios/journey-context.js'
import { NO_OWN_SCENARIOS } from '../../src/scenarios/own-scenario.js'
import { textsFrom } from '../../src/scenarios/texts.js'
import { QUIET } from './played.js'

/** What an event's users do in an hour, by the built-in profile. */
export const EVENT: Behaviour = {
  ...QUIET,
  perUserHour: { posts: 1, searches: 2, scrolls: 6, profiles: 3, tags: 1, favourites: 1, follows: 0.5 },
  postMix: { reply: 0.3, tag: 0.2, mention: 0.1, private: 0.02 },
  session: { kind: 'exponential', meanUs: 45 * 60e6 },
  coldCacheShare: 0.2,
}

/** The context of a journey whose users behave like this. */
export const contextOf = (behaviour: Behaviour, over: Partial<JourneyContext> = {}): JourneyContext => ({
  profile: profileWith(behaviour),
  texts: textsFrom(['one text', 'another text']),
  own: NO_OWN_SCENARIOS,
  ...over,
})

const profileWith = (behaviour: Behaviour): EventProfile => ({ ...PROFILE, behaviour })

const PROFILE = {
  name: 'test',
  tatamiVersion: '3.1',
  users: 10,
  ramp: { kind: 'linear', durationUs: 1e6 },
  holdUs: 9e6,
  rampDownUs: 1e6,
  connections: { perUser: 6, extraIdleUs: 10e6 },
  timeouts: { connectUs: 10e6, requestUs: 60e6 },
  accounts: { kind: 'pattern', pattern: 'user{n}@bank.example', password: 'x', first: 0 },
  texts: [],
  slos: [],
  abortOn: [],
  rehearsal: { nginx: 1, jetty: 2, cassandra: 3, elasticsearch: 3, plain: true, faults: [] },
  traceRatePerSec: 0,
  seed: 7,
  localIps: [],
  scenarioModules: [],
  tags: {},
} as const
