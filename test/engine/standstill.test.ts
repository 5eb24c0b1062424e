import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Sample } from '../../src/metrics/sample.js'
import { EPOCH_US, profile, requests, runShard, ticking, transportThat } from './shard-runs.js'

beforeEach(() => void vi.useFakeTimers({ now: EPOCH_US / 1000 }))
afterEach(() => void vi.useRealTimers())

/** The clock goes on, and nothing else does. */
const standStill = (fromMs: number, toMs: number): void => {
  setTimeout(() => vi.setSystemTime(EPOCH_US / 1000 + toMs), fromMs)
}

const lagsMs = (samples: readonly Sample[]) =>
  samples.flatMap((sample) =>
    sample.kind === 'lag' ? [[sample.intendedUs / 1e6, Math.round(sample.lagUs / 1e5)]] : [],
  )

const once = { scenario: ticking(1e6), profile: { ...profile, users: 1 } }

test('all that was due while the loop stood still has its lag, and not only what came due first', async () => {
  standStill(3_500, 7_200)
  const { samples } = await runShard(once)
  const late = lagsMs(samples).filter(([, tenths = 0]) => tenths > 0)
  expect(late).toEqual([
    [4, 32],
    [5, 22],
    [6, 12],
    [7, 2],
  ])
  expect(requests(samples).map(({ intendedUs }) => intendedUs / 1e6)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('what was due before the end is done, and late, when the loop stood still over the end', async () => {
  standStill(8_500, 12_000)
  const { samples, loop } = await runShard(once)
  expect(lagsMs(samples).at(-1)).toEqual([9, 30])
  expect(requests(samples).at(-1)).toMatchObject({ intendedUs: 9e6, outcome: 'ok' })
  expect(loop.ledger.due).toBe(10)
})

test('what was due is late too when an answer is read before the overdue turn', async () => {
  let answer = (): void => undefined
  let asked = 0
  const quick = transportThat(() => 1)
  const transport: typeof quick = {
    ...quick,
    agent: (user) => {
      const agent = quick.agent(user)
      return {
        ...agent,
        // The answer to the poll at 3 s comes in while everything stands still.
        send: (request, done) => {
          const isHeld = asked++ === 3
          agent.send(request, isHeld ? (result) => (answer = () => done(result)) : done)
        },
      }
    },
  }
  setTimeout(() => {
    vi.setSystemTime(EPOCH_US / 1000 + 7_200)
    answer()
  }, 3_500)
  const { samples } = await runShard({ ...once, transport })
  expect(lagsMs(samples).filter(([, tenths = 0]) => tenths > 0)).toEqual([
    [4, 32],
    [5, 22],
    [6, 12],
    [7, 2],
  ])
})
