import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Distribution, distributionOf } from '../../src/metrics/distribution.js'
import type { RequestSample } from '../../src/metrics/sample.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import { clock, EPOCH_US, profile, requests, runShard, ticking, transportThat } from './shard-runs.js'

const MS = 1_000
const SECOND = 1_000_000

const timesOf = (samples: readonly RequestSample[], from: 'intendedUs' | 'sentUs'): Distribution => {
  const histogram = new SparseHistogram()
  for (const sample of samples) histogram.record(sample.endUs - sample[from])
  const times = distributionOf(histogram)
  if (!times) throw new Error('no request was sent')
  return times
}

/** Answers in `serviceMs`; a request that comes in the stall waits for its end as well. */
const stalling = (fromS: number, toS: number, serviceMs: number) =>
  transportThat(() => {
    const runMs = (clock.nowUs() - EPOCH_US) / 1_000
    return runMs >= fromS * 1_000 && runMs < toS * 1_000 ? toS * 1_000 - runMs + serviceMs : serviceMs
  })

const within = (value: number, of: number, share = 0.02) => {
  expect(value).toBeGreaterThan(of * (1 - share))
  expect(value).toBeLessThan(of * (1 + share))
}

// Gil Tene's case: 100 requests a second, answered in 1 ms for 100 s; then everything stands still for 100 s.
describe('a stall of as long as all that went well before', () => {
  beforeEach(() => void vi.useFakeTimers({ now: EPOCH_US / 1000 }))
  afterEach(() => void vi.useRealTimers())

  const run = async () => {
    const { samples } = await runShard(
      {
        transport: stalling(100, 200, 1),
        scenario: ticking(SECOND),
        accounts: { count: 100, at: (n) => ({ login: `user${n}`, password: 'x' }) },
        profile: {
          ...profile,
          users: 100,
          ramp: { kind: 'linear', durationUs: SECOND },
          // Long enough for all that was due in the stall to be sent behind it.
          holdUs: 200 * SECOND,
        },
      },
      220_000,
    )
    return requests(samples)
  }

  it('is in the response time of everything that was due in it', async () => {
    const response = timesOf(await run(), 'intendedUs')
    within(response.count, 20_000)
    within(response.p50, MS, 1.1)
    within(response.p75, 50 * SECOND)
    within(response.p99, 98 * SECOND)
    within(response.max, 100 * SECOND)
  })

  it('hardly shows in the service time, which counts from when requests could be sent', async () => {
    // One request a connection is under way in the stall: 100 of 20,000.
    const service = timesOf(await run(), 'sentUs')
    expect(service.p99).toBe(MS)
    within(service.max, 100 * SECOND)
  })
})
