import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { monotonicClock } from '../../src/base/clock.js'
import { ShardLoop } from '../../src/engine/shard-loop.js'
import { createTransport } from '../../src/http/transport.js'
import { type Distribution, distributionOf } from '../../src/metrics/distribution.js'
import type { Sample } from '../../src/metrics/sample.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import { profile, requests, shardOptions, ticking } from '../engine/shard-runs.js'

// 200 requests a second for 20 s, answered at once, but for 2 s in which the server stands still. A tenth of all is due
// then and waits for its end, evenly from 2 s down to nothing: p95 is 1 s, p99 1.8 s, the longest 2 s. A busy machine can
// make the stall longer than was meant, and takes its time to answer what has gathered: both are measured.
const RATE = 200
const HOLD_S = 20
const STALL_S = 2

const startServer = async (): Promise<{ server: ChildProcess; port: number }> => {
  const server = fork(new URL('./stalling-server.mjs', import.meta.url), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  if (!server.stdout) throw new Error('the server has no output')
  return { server, port: Number(String((await once(server.stdout, 'data'))[0])) }
}

interface Outcome {
  readonly response: Distribution
  readonly service: Distribution
  /** How long the server stood still. */
  readonly stallS: number
  /** How long it took, from then, to answer all that was due while it did. */
  readonly drainS: number
}

/** So many users, whose server stands still from `stallFromS` on. */
const run = async (users: number, stallFromS: number): Promise<Outcome> => {
  const { server, port } = await startServer()
  const samples: Sample[] = []
  const transport = createTransport(
    {
      fronts: [{ host: 'stalling.test', address: '127.0.0.1', port }],
      localAddresses: [],
      connections: { perUser: 1, extraIdleUs: 10_000_000 },
      connectTimeoutUs: 5_000_000,
    },
    monotonicClock,
  )
  const periodUs = (users / RATE) * 1e6
  const epochUs = monotonicClock.nowUs() + 100_000
  const loop = new ShardLoop(
    shardOptions({
      clock: monotonicClock,
      epochUs,
      transport,
      scenario: ticking(periodUs),
      accounts: { count: users, at: (n) => ({ login: `user${n}`, password: 'x' }) },
      profile: { ...profile, users, ramp: { kind: 'linear', durationUs: periodUs }, holdUs: HOLD_S * 1e6 },
      sink: (sample) => samples.push(sample),
    }),
  )
  const over = loop.run()
  await pause(100 + stallFromS * 1_000)
  const { startUs, endUs } = await stall(server)
  await over
  transport.close()
  server.kill('SIGKILL')
  const waited = requests(samples).filter(
    ({ intendedUs }) => intendedUs + epochUs >= startUs && intendedUs + epochUs < endUs,
  )
  return {
    response: timesOf(samples, 'intendedUs'),
    service: timesOf(samples, 'sentUs'),
    stallS: (endUs - startUs) / 1e6,
    drainS: Math.max(...waited.map((sample) => sample.endUs + epochUs - endUs)) / 1e6,
  }
}

const stall = async (server: ChildProcess): Promise<{ startUs: number; endUs: number }> => {
  const startUs = monotonicClock.nowUs()
  server.kill('SIGSTOP')
  await pause(STALL_S * 1_000)
  server.kill('SIGCONT')
  return { startUs, endUs: monotonicClock.nowUs() }
}

const timesOf = (samples: readonly Sample[], from: 'intendedUs' | 'sentUs'): Distribution => {
  const histogram = new SparseHistogram()
  for (const sample of requests(samples))
    if (sample.intendedUs < HOLD_S * 1e6) histogram.record(sample.endUs - sample[from])
  const times = distributionOf(histogram)
  if (!times) throw new Error('no request was sent')
  return times
}

const within2Percent = (valueUs: number, seconds: number, drainS: number) => {
  expect(valueUs / 1e6).toBeGreaterThan(seconds * 0.98)
  expect(valueUs / 1e6).toBeLessThan(seconds * 1.02 + drainS)
}

/** Of what waits evenly up to `stallS` for the share of the run that is: the wait that `percent` do not exceed. */
const waitAt = (percent: number, stallS: number): number => stallS - (1 - percent / 100) * HOLD_S

const showsWhole = (times: Distribution, { stallS, drainS }: Outcome) => {
  within2Percent(times.p95, waitAt(95, stallS), drainS)
  within2Percent(times.p99, waitAt(99, stallS), drainS)
  within2Percent(times.max, stallS, drainS)
}

describe('a stall of 2 s in 20 s', () => {
  let fewConnections: Outcome
  let oneForEach: Outcome
  beforeAll(async () => {
    // At the same time, but neither stall with the other's or with its drain.
    ;[fewConnections, oneForEach] = await Promise.all([run(20, 6), run(400, 12)])
  })

  it('shows whole in the response time of requests that waited for one of 20 connections', () => {
    const outcome = fewConnections
    expect(outcome.response.count).toBe(RATE * HOLD_S)
    showsWhole(outcome.response, outcome)
    // They were not sent before the stall was over, so for all but 20 the server was quick.
    expect(outcome.service.p95).toBeLessThan(100_000)
    expect(outcome.drainS).toBeLessThan(1)
  })

  it('shows in both where every user has a connection', () => {
    const outcome = oneForEach
    expect(outcome.response.count).toBe(RATE * HOLD_S)
    showsWhole(outcome.response, outcome)
    showsWhole(outcome.service, outcome)
  })
})
