import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { monotonicClock } from '../../src/base/clock.js'
import { ShardLoop } from '../../src/engine/shard-loop.js'
import { createTransport } from '../../src/http/transport.js'
import { type Distribution, distributionOf } from '../../src/metrics/distribution.js'
import type { Sample } from '../../src/metrics/sample.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import { profile, requests, shardOptions, ticking } from '../engine/shard-runs.js'

/** Requests a second, due evenly. */
export const RATE = 200
export const HOLD_S = 20
/** For how long the server stands still. */
export const STALL_S = 2

/**
 * A shard of so many users with a connection each, whose server, a process of its own, stands still from `stallFromS` on. Beside the times:
 * how long it did, and how long it then took to answer as many requests as had gathered, by its own clock.
 */
export const runStalledShard = async (users: number, stallFromS: number) => {
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
  const loop = new ShardLoop(
    shardOptions({
      clock: monotonicClock,
      epochUs: monotonicClock.nowUs() + 100_000,
      transport,
      scenario: ticking(periodUs),
      accounts: { count: users, at: (n) => ({ login: `user${n}`, password: 'x' }) },
      profile: { ...profile, users, ramp: { kind: 'linear', durationUs: periodUs }, holdUs: HOLD_S * 1e6 },
      sink: (sample) => samples.push(sample),
    }),
  )
  const drained = once(server, 'message')
  const over = loop.run()
  await pause(100 + stallFromS * 1_000)
  const stallS = await stall(server)
  await over
  const drainS = Number((await drained)[0]) / 1_000
  transport.close()
  server.kill('SIGKILL')
  return { response: timesOf(samples, 'intendedUs'), service: timesOf(samples, 'sentUs'), stallS, drainS }
}

const startServer = async (): Promise<{ server: ChildProcess; port: number }> => {
  const server = fork(new URL('./stalling-server.mjs', import.meta.url), [String(RATE * STALL_S)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  if (!server.stdout) throw new Error('the server has no output')
  return { server, port: Number(String((await once(server.stdout, 'data'))[0])) }
}

/** For how long it stood still: a busy machine makes it longer than was meant. */
const stall = async (server: ChildProcess): Promise<number> => {
  const startUs = monotonicClock.nowUs()
  server.kill('SIGSTOP')
  await pause(STALL_S * 1_000)
  server.kill('SIGCONT')
  return (monotonicClock.nowUs() - startUs) / 1e6
}

const timesOf = (samples: readonly Sample[], from: 'intendedUs' | 'sentUs'): Distribution => {
  const histogram = new SparseHistogram()
  for (const sample of requests(samples))
    if (sample.intendedUs < HOLD_S * 1e6) histogram.record(sample.endUs - sample[from])
  const times = distributionOf(histogram)
  if (!times) throw new Error('no request was sent')
  return times
}
