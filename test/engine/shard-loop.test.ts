import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ShardLoop } from '../../src/engine/shard-loop.js'
import type { Scenario } from '../../src/scenarios/scenario.js'
import { EPOCH_US, get, profile, requests, runShard, shardOptions, transportThat } from './shard-runs.js'

describe('ShardLoop', () => {
  beforeEach(() => void vi.useFakeTimers({ now: EPOCH_US / 1000 }))
  afterEach(() => void vi.useRealTimers())

  it('lets everybody arrive by plan, tick, and leave within the ramp-down', async () => {
    const { samples, loop } = await runShard({})
    const sent = requests(samples)
    // User i arrives at i x 100 ms, ticks every 2 s, and is asked to leave at 10 s + i x 100 ms: five ticks before that.
    expect(sent.length).toBe(50)
    expect(sent.every(({ outcome, step: id }) => outcome === 'ok' && id === 3)).toBe(true)
    expect(sent.map(({ intendedUs }) => intendedUs).slice(0, 10)).toEqual(
      Array.from({ length: 10 }, (_, i) => i * 100_000),
    )
    // Ten sessions of 10 s.
    expect(loop.ledger).toEqual({ due: 50, sent: 50, sessionUs: 100_000_000 })
    expect(loop.counts).toEqual({ arrived: 10, active: 0, loggedIn: 0, waiting: 0 })
  })

  it('splits the same arrivals over shards', async () => {
    const one = requests((await runShard({})).samples).map(({ intendedUs }) => intendedUs)
    vi.setSystemTime(EPOCH_US / 1000)
    const even = requests((await runShard({ shard: 0, shards: 2 })).samples).map(({ intendedUs }) => intendedUs)
    vi.setSystemTime(EPOCH_US / 1000)
    const odd = requests((await runShard({ shard: 1, shards: 2 })).samples).map(({ intendedUs }) => intendedUs)
    expect([...even, ...odd].sort((a, b) => a - b)).toEqual([...one].sort((a, b) => a - b))
  })

  it('counts a late answer from the tick that was due, not from when it could be sent', async () => {
    let calls = 0
    // The first answer takes 5 s, so the ticks at 2 s and 4 s can only be sent at 5 s.
    const transport = transportThat(() => (calls++ === 0 ? 5000 : 1))
    const { samples } = await runShard({ transport, profile: { ...profile, users: 1 } })
    const response = requests(samples).map(({ intendedUs, endUs }) => (endUs - intendedUs) / 1000)
    expect(response).toEqual([5000, 3001, 1002, 1, 1])
    expect(samples.filter(({ kind }) => kind === 'lag').every((lag) => lag.kind === 'lag' && lag.lagUs < 2000)).toBe(
      true,
    )
  })

  it('wakes in time whoever asks for less than what is left of a nap', async () => {
    // Each answer comes in the middle of a nap of up to 50 ms.
    const hasty: Scenario = function* (user) {
      while (!user.stopping) {
        yield { kind: 'request', request: get }
        yield { kind: 'until', atUs: user.dueUs + 10_000 }
      }
    }
    const { samples } = await runShard({
      scenario: hasty,
      transport: transportThat(() => 5),
      profile: { ...profile, users: 1 },
    })
    const lags = samples.filter((sample) => sample.kind === 'lag').map(({ lagUs }) => lagUs)
    expect(lags.length).toBeGreaterThan(500)
    expect(Math.max(...lags)).toBeLessThan(2_000)
  })

  it('replaces who leaves at once, and stops replacing when the hold is over', async () => {
    const logins: string[] = []
    const visit: Scenario = function* (user) {
      logins.push(user.account.login)
      yield { kind: 'until', atUs: user.dueUs + 4e6 }
    }
    const accounts = { count: 20, at: (n: number) => ({ login: `user${n}`, password: 'x' }) }
    const { loop } = await runShard({ scenario: visit, accounts, profile: { ...profile, users: 1 } })
    expect(logins).toEqual(['user0', 'user1', 'user0'])
    expect(loop.counts.active).toBe(0)
  })

  it('records the verdict that a script passes on an answer it has seen', async () => {
    const finicky: Scenario = function* (user) {
      const reply = yield { kind: 'request', request: get }
      if (reply && 'ok' in reply) user.fail(reply, 'stale-read')
    }
    const failures: string[] = []
    const { samples } = await runShard({
      scenario: finicky,
      profile: { ...profile, users: 1, behaviour: { ...profile.behaviour, session: { kind: 'one-pass' } } },
      onFailure: (_request, reply) => failures.push(reply.ok ? 'ok' : reply.failure),
    })
    expect(requests(samples).map(({ outcome }) => outcome)).toEqual(['stale-read'])
    expect(failures).toEqual(['stale-read'])
  })

  it('ends at once when it was stopped before it began', async () => {
    const loop = new ShardLoop(shardOptions({ sink: () => undefined, epochUs: EPOCH_US + 250_000 }))
    loop.stop()
    await loop.run()
    expect(loop.counts.arrived).toBe(0)
  })

  it('cuts off who does not finish within 10 s and counts the request as in flight', async () => {
    const transport = transportThat(() => 1e9)
    const { samples, loop } = await runShard({ transport, profile: { ...profile, users: 2 } })
    expect(requests(samples).map(({ outcome }) => outcome)).toEqual(['in-flight', 'in-flight'])
    // From 0 s and 0.5 s to the end at 21 s.
    expect(loop.ledger).toEqual({ due: 2, sent: 2, sessionUs: 41_500_000 })
  })
})
