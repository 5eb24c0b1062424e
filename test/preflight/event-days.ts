import type { PlanConditions } from '../../src/preflight/load-plan.js'
import type { Machine } from '../../src/preflight/machine.js'
import type { EventProfile } from '../../src/profile/event-profile.js'
import { stepDemand } from '../../src/scenarios/step-demand.js'
import { eventProfile } from '../profile/event-profiles.js'

export const SECOND_US = 1_000_000

/** The event day's behaviour with sizes of the test's own. */
export const eventDay = (changes: Partial<EventProfile> = {}): EventProfile =>
  eventProfile({
    name: 'event-day',
    users: 1_000,
    ramp: linear(5),
    holdUs: 300 * SECOND_US,
    rampDownUs: 10 * SECOND_US,
    behaviour: {
      pollEveryUs: 20 * SECOND_US,
      perUserHour: { posts: 1, searches: 2, scrolls: 6, profiles: 3, tags: 1, groups: 0, favourites: 1, follows: 0.5 },
      postMix: { reply: 0.3, tag: 0.2, mention: 0.1, private: 0.02 },
      session: { kind: 'exponential', meanUs: 45 * 60 * SECOND_US },
      coldCacheShare: 0.2,
      reloadAfterErrorUs: 30 * SECOND_US,
    },
    connections: { perUser: 6, extraIdleUs: 10 * SECOND_US },
    timeouts: { connectUs: 10 * SECOND_US, requestUs: 30 * SECOND_US },
    accounts: { kind: 'pattern', pattern: 'user{n}@bank.example', password: 'tatami', first: 0 },
    traceRatePerSec: 500,
    ...changes,
  })

export const linear = (seconds: number): EventProfile['ramp'] => ({ kind: 'linear', durationUs: seconds * SECOND_US })

export const PLAIN = { ...eventDay().rehearsal, plain: true }

export const elsewhere = (url = 'https://tatami.bank.example'): NonNullable<EventProfile['target']> => ({
  urls: [url],
  resolve: [],
  insecure: false,
  authorisedHosts: [],
})

/** Two cores and 24 GiB, with the descriptors and ports of a usual container. */
export const smallMachine: Machine = {
  platform: 'linux',
  cores: 2,
  cpuCores: 2,
  memoryBytes: 23.2 * 2 ** 30,
  descriptors: { soft: 20_000, hard: 20_000 },
  portRange: { from: 32_768, to: 60_999 },
  somaxconn: 4_096,
  reuseOfWaitingPorts: 2,
  unknown: [],
}

/** The small machine, as fast as the one that the costs were measured on. */
export const conditions = (machine: Partial<Machine> = {}): PlanConditions => ({
  machine: { ...smallMachine, ...machine },
  demand: stepDemand(eventDay().behaviour),
  followersMean: 50,
  exchangeCpuUs: 18,
})
