import { expect, vi } from 'vitest'
import { ShardLoop } from '../../src/engine/shard-loop.js'
import type { ShardOptions } from '../../src/engine/shard-options.js'
import type { HttpResult, Transport } from '../../src/http/exchange.js'
import type { RequestSample, Sample } from '../../src/metrics/sample.js'
import type { Scenario, Step, StepRequest } from '../../src/scenarios/scenario.js'
import { noServerTimes } from '../../src/tiers/server-timing.js'
import { eventProfile } from '../profile/event-profiles.js'

/** Run time 0 of shards on fake timers, which must stand there: `vi.useFakeTimers({ now: EPOCH_US / 1000 })`. */
export const EPOCH_US = 1_000_000_000_000
export const clock = { nowUs: () => Date.now() * 1000 }

/** 10 users within 1 s who stay 9 s and do nothing but what a scenario says. */
export const profile = eventProfile({
  ramp: { kind: 'linear', durationUs: 1e6 },
  holdUs: 9e6,
  behaviour: {
    ...eventProfile().behaviour,
    perUserHour: { posts: 0, searches: 0, scrolls: 0, profiles: 0, tags: 0, groups: 0, favourites: 0, follows: 0 },
    session: { kind: 'exponential', meanUs: 1e12 },
  },
  timeouts: { connectUs: 10e6, requestUs: 60e6 },
  accounts: { kind: 'pattern', pattern: 'user{n}@bank.example', password: 'x', first: 0 },
})

const step: Step = {
  id: 3,
  name: 'test/get',
  scenario: 'test',
  check: ({ status }) => (status === 200 ? undefined : 'status'),
}
/** Its answer must be 200. */
export const get: StepRequest = {
  step,
  http: { method: 'GET', path: '/', headers: '', keepBody: false, timeoutUs: 60e6 },
}

/** A front that answers `serviceMs` after each request, 200 unless told otherwise. */
export const transportThat = (serviceMs: () => number, status = 200): Transport => ({
  prepare: async () => undefined,
  agent: () => ({
    send: (_request, done) => {
      const sentUs = clock.nowUs()
      setTimeout(() => {
        const timing = { sentUs, endUs: clock.nowUs(), bytesIn: 10, bytesOut: 5 }
        const result: HttpResult = { kind: 'response', status, head: {}, body: '', bodyBytes: 0, timing }
        done(result)
      }, serviceMs())
    },
    close: () => undefined,
  }),
  counters: { openConnections: 0, connectionsOpened: 0, fullHandshakes: 0, resumedHandshakes: 0, resent: 0 },
  close: () => undefined,
})

/** Asks on a fixed tick, the first time on arrival. */
export const ticking = (periodUs: number): Scenario =>
  function* (user) {
    user.setLoggedIn(true)
    for (let atUs = user.dueUs; !user.stopping; atUs += periodUs) {
      yield { kind: 'until', atUs }
      if (!user.stopping) yield { kind: 'request', request: get }
    }
    user.setLoggedIn(false)
  }

/** Everything that a shard of `profile` works with, on the machine's own clock or a fake one. */
export const shardOptions = (over: Partial<ShardOptions> & Pick<ShardOptions, 'sink'>): ShardOptions => ({
  profile,
  shard: 0,
  shards: 1,
  accounts: { count: 10, at: (n) => ({ login: `user${n}@bank.example`, password: 'x' }) },
  scenario: ticking(2e6),
  transport: transportThat(() => 1),
  clock,
  epochUs: EPOCH_US,
  trace: () => undefined,
  serverTiming: noServerTimes,
  onFailure: () => undefined,
  ...over,
})

/** Lets a shard run to its end on fake timers, which must come within `forMs`. */
export const runShard = async (over: Partial<ShardOptions>, forMs = 30_000) => {
  const samples: Sample[] = []
  const loop = new ShardLoop(shardOptions({ sink: (sample) => samples.push(sample), ...over }))
  const ended = vi.fn()
  const done = loop.run().then(ended)
  await vi.advanceTimersByTimeAsync(forMs)
  expect(ended).toHaveBeenCalledOnce()
  await done
  return { samples, loop }
}

export const requests = (samples: readonly Sample[]) => samples.filter((s): s is RequestSample => s.kind === 'request')
