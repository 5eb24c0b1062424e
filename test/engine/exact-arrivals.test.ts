import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ShardLoop } from '../../src/engine/shard-loop.js'
import type { EventProfile, Ramp } from '../../src/profile/event-profile.js'
import type { Scenario } from '../../src/scenarios/scenario.js'
import { arrivalsBy } from '../../src/schedule/arrivals.js'
import { clock, EPOCH_US, profile, shardOptions } from './shard-runs.js'

const USERS = 997
const RAMP_US = 7_300_000
const BLOCK_MS = 40

interface Arrival {
  readonly atUs: number
  readonly lagUs: number
}

/** All users of a ramp over so many shards; every hundredth arrival blocks the loop for a while. */
const arrivalsOver = async (shards: number, ramp: Ramp): Promise<readonly Arrival[]> => {
  const arrivals: Arrival[] = []
  const passing: Scenario = function* (user) {
    const atUs = clock.nowUs() - EPOCH_US
    arrivals.push({ atUs, lagUs: atUs - user.dueUs })
    if (arrivals.length % 100 === 0) vi.setSystemTime(Date.now() + BLOCK_MS)
  }
  const planned: EventProfile = {
    ...profile,
    users: USERS,
    ramp,
    holdUs: 1e6,
    behaviour: { ...profile.behaviour, session: { kind: 'one-pass' } },
  }
  const accounts = { count: USERS, at: (n: number) => ({ login: `user${n}`, password: 'x' }) }
  const loops = Array.from(
    { length: shards },
    (_, shard) =>
      new ShardLoop(
        shardOptions({ shard, shards, scenario: passing, profile: planned, accounts, sink: () => undefined }),
      ),
  )
  const done = Promise.all(loops.map((loop) => loop.run()))
  await vi.advanceTimersByTimeAsync(20_000)
  await done
  return arrivals.toSorted((a, b) => a.atUs - b.atUs)
}

const RAMPS: readonly Ramp[] = [
  { kind: 'linear', durationUs: RAMP_US },
  { kind: 'spike', durationUs: RAMP_US / 10 },
]

describe('the number of arrivals', () => {
  beforeEach(() => void vi.useFakeTimers({ now: EPOCH_US / 1000 }))
  afterEach(() => void vi.useRealTimers())

  for (const ramp of RAMPS)
    it.each([1, 2, 3, 7])(
      `follows the plan of a ${ramp.kind} ramp as closely as the lag allows, on %d shards`,
      async (shards) => {
        const arrivals = await arrivalsOver(shards, ramp)
        expect(arrivals.length).toBe(USERS)
        const lags = arrivals.map(({ lagUs }) => lagUs).toSorted((one, other) => one - other)
        const p99Us = lags[Math.ceil(USERS * 0.99) - 1] ?? 0
        const worstUs = lags.at(-1) ?? 0
        expect(p99Us).toBeGreaterThan((BLOCK_MS / 2) * 1_000)
        const allowed = (lagUs: number): number => (USERS / ramp.durationUs) * lagUs + 1
        arrivals.forEach(({ atUs }, before) => {
          const planned = arrivalsBy(ramp, USERS, atUs)
          expect(planned - (before + 1)).toBeLessThanOrEqual(allowed(p99Us))
          // The plan is furthest ahead just before somebody comes, which only the longest lag bounds.
          expect(arrivalsBy(ramp, USERS, atUs - 1) - before).toBeLessThanOrEqual(allowed(worstUs))
          expect(before + 1).toBeLessThanOrEqual(planned)
        })
      },
    )
})
