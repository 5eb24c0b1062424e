import type { EventProfile } from '../../src/profile/event-profile.js'

/** 10 users, ramp 2 s, hold 4 s, ramp-down 1 s. */
export const eventProfile = (change: Partial<EventProfile> = {}): EventProfile => ({
  name: 'small',
  tatamiVersion: '3.1',
  users: 10,
  ramp: { kind: 'linear', durationUs: 2_000_000 },
  holdUs: 4_000_000,
  rampDownUs: 1_000_000,
  behaviour: {
    perUserHour: { posts: 1, searches: 1, scrolls: 1, profiles: 1, tags: 1, groups: 1, favourites: 1, follows: 1 },
    postMix: { reply: 0, tag: 0, mention: 0, private: 0 },
    session: { kind: 'exponential', meanUs: 2_700_000_000 },
    coldCacheShare: 0,
    reloadAfterErrorUs: 30_000_000,
  },
  connections: { perUser: 6, extraIdleUs: 10_000_000 },
  timeouts: { connectUs: 5_000_000, requestUs: 30_000_000 },
  accounts: { kind: 'pattern', pattern: 'user{n}@bank.example', password: 'open-sesame', first: 1 },
  texts: [],
  slos: [],
  abortOn: [],
  rehearsal: { nginx: 1, jetty: 2, cassandra: 3, elasticsearch: 3, plain: false, faults: [] },
  traceRatePerSec: 1_000,
  seed: 7,
  localIps: [],
  scenarioModules: [],
  tags: {},
  ...change,
})
