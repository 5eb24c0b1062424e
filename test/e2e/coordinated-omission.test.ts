import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Distribution } from '../../src/metrics/distribution.js'
import { cli, resultIn } from './cli-process.js'
import { runFolder, temporaryFolder } from './run-folder.js'
import { HOLD_S, RATE, runStalledShard, STALL_S } from './stalled-shard.js'

// 200 requests a second for 20 s, answered in a millisecond or two, but for 2 s in which the server stands still. A tenth of all
// is due then and waits for its end, evenly from 2 s down to nothing: p95 is 1 s, p99 1.8 s, the longest 2 s.
//
// The 400 requests that have gathered by then are answered one after the other, in the order in which they were due: who waited all the
// stall is first and waits no longer for it, who waited half of it half as long as this takes. Over 20 connections it is 20 rounds of
// 1 ms and what client and server take between them; the server says how long it was, and more than 0.15 s is no test. With a connection
// each it is the CPU of all parts, 0.1 ms a request, so 50 ms at most.
interface Drain {
  readonly leastS: number
  readonly mostS: number
}
const LONGEST_S = 0.15
const OF_ALL_PARTS: Drain = { leastS: 0, mostS: 0.05 }

/** Within 2 % of what `count` evenly due requests have, some of which waited for the end of a stall and of what gathered in it. */
const showsWhole = ({ count, p95, p99, max }: Distribution, stallS: number, { leastS, mostS }: Drain) => {
  for (const [percent, us] of [
    [95, p95],
    [99, p99],
    [100, max],
  ] as const) {
    const waitS = stallS - ((1 - percent / 100) * count) / RATE
    const share = 1 - waitS / stallS
    expect(us / 1e6, `p${percent}`).toBeGreaterThan((waitS + leastS * share) * 0.98)
    expect(us / 1e6, `p${percent}`).toBeLessThan((waitS + mostS * share) * 1.02)
  }
}

// Polls of 400 people every 2 s, evenly since they arrive over a whole number of polls: half as many as later in the 10 s of the
// ramp and all in the 15 s of the hold, so of as many requests as in 20 s.
const POLLS_ONLY = `
extends: event-day
name: polls-only
users: 400
ramp: 10s
hold: 15s
rampDown: 1s
behaviour:
  poll: 2s
  session: 10h
  coldCaches: 0%
  perUserHour: { posts: 0, searches: 0, scrolls: 0, profiles: 0, tags: 0, favourites: 0, follows: 0 }
slos: [errors < 1%]
rehearsal: { plain: true }
`

// Again where other work on this machine made a stall's end late. Both at the same time, but neither stall with the other's.
describe.concurrent('a stall of 2 s in 20 s', { retry: 2 }, () => {
  it('shows whole in the response time of requests that waited for one of 20 connections', async () => {
    const { response, service, stallS, drainS } = await runStalledShard(20, 6)
    expect(response.count).toBe(RATE * HOLD_S)
    expect(drainS).toBeLessThan(LONGEST_S)
    showsWhole(response, stallS, { leastS: drainS, mostS: drainS })
    // They were not sent before the stall was over, so for all but 20 the server was quick.
    expect(service.p95).toBeGreaterThan(900)
    expect(service.p95).toBeLessThan(10_000)
  })

  it('shows in both, in what a run reports, where every user has a connection', async () => {
    const [file, dir] = [join(temporaryFolder(), 'polls-only.yaml'), runFolder()]
    writeFileSync(file, POLLS_ONLY)
    const { code, stderr } = await cli(['run', file, '--fault', 'jetty:freeze@18s-20s', '--out', dir])
    expect(code, stderr).toBe(0)
    const poll = resultIn(dir).steps.find(({ name }) => name === 'timeline/poll')
    if (!poll?.response || !poll.service) throw new Error('nobody polled')
    // Nobody polls in the 2 s before a first poll.
    expect(poll.response.count).toBeGreaterThan(RATE * (HOLD_S - STALL_S))
    expect(poll.response.count).toBeLessThanOrEqual(RATE * HOLD_S)
    showsWhole(poll.response, STALL_S, OF_ALL_PARTS)
    showsWhole(poll.service, STALL_S, OF_ALL_PARTS)
    expect(poll.service.p50).toBeLessThan(10_000)
  })
})
