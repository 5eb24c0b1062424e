import { describe, expect, it } from 'vitest'
import { randomStream } from '../../../src/base/random.js'
import { meanWait, waitQuantile } from '../../../src/capacity/queueing/erlang-c.js'
import { meanValuesAt } from '../queueing/mean-values-at.js'
import { live, stream, thinker } from './people.js'
import { type Answered, Platform, type RequestKind, type SimulatedTier } from './platform.js'
import { exponentialService, halfExponentialService } from './service-times.js'
import { durationsOf, simulate } from './simulate.js'
import { Timetable } from './timetable.js'

const WARM_UP_SEC = 10

const platformOf = (tiers: Readonly<Record<string, SimulatedTier>>, service = exponentialService) => {
  const timetable = new Timetable()
  const answers: Answered[] = []
  const told = (answered: Answered) => {
    if (answered.dueSec > WARM_UP_SEC) answers.push(answered)
  }
  return { timetable, platform: new Platform(timetable, randomStream(1, 'platform'), service, tiers), answers, told }
}

const one = (tier: string, meanSec: number): RequestKind => ({ name: tier, visits: [{ tier, meanSec, operations: 1 }] })
const responses = (answers: readonly Answered[]) => durationsOf(answers.map(({ dueSec, endSec }) => endSec - dueSec))

describe('the simulation of queues', () => {
  it.each([
    [1, 70, 0.01],
    [10, 800, 0.01],
    [24, 2_000, 0.01],
  ])('makes requests wait at %d servers as long as Erlang C says', (slots, perSec, serviceSec) => {
    const { timetable, platform, answers, told } = platformOf({ store: { nodes: 1, slots } })
    stream(randomStream(2, slots), { request: one('store', serviceSec), perSec }, timetable, platform, told)
    timetable.runUntil(WARM_UP_SEC + 40_000 / perSec)
    const queue = { servers: slots, arrivalsPerSec: perSec, serviceSec }
    expect(responses(answers).meanSec / (meanWait(queue) + serviceSec)).toBeCloseTo(1, 1)
  })

  it('gives the tail of a single server', () => {
    const { timetable, platform, answers, told } = platformOf({ store: { nodes: 1, slots: 1 } })
    stream(randomStream(3), { request: one('store', 0.01), perSec: 80 }, timetable, platform, told)
    timetable.runUntil(WARM_UP_SEC + 1_000)
    // Response of M/M/1 is exponential with the mean S/(1-ρ): 50 ms.
    expect(responses(answers).quantile(0.99) / (0.05 * Math.log(100))).toBeCloseTo(1, 1)
    expect(waitQuantile({ servers: 1, arrivalsPerSec: 80, serviceSec: 0.01 }, 0.99)).toBeLessThan(0.23)
  })

  it('halves waiting when service hardly varies, as Pollaczek and Khinchine say', () => {
    const { timetable, platform, answers, told } = platformOf({ store: { nodes: 1, slots: 1 } }, halfExponentialService)
    stream(randomStream(4), { request: one('store', 0.01), perSec: 80 }, timetable, platform, told)
    timetable.runUntil(WARM_UP_SEC + 1_000)
    const queue = { servers: 1, arrivalsPerSec: 80, serviceSec: 0.01, variability: 0.625 }
    expect(responses(answers).meanSec / (meanWait(queue) + 0.01)).toBeCloseTo(1, 1)
  })

  it('agrees with mean value analysis on a closed system', () => {
    const tiers = { cpu: { nodes: 1, slots: 1 }, disk: { nodes: 1, slots: 1 }, net: { nodes: 1, slots: 1 } }
    const request = {
      name: 'all',
      visits: Object.keys(tiers).map((tier, i) => ({ tier, meanSec: [1.25, 0.3, 0.2][i] ?? 0, operations: 1 })),
    }
    const { timetable, platform, answers, told } = platformOf(tiers)
    for (let user = 0; user < 10; user++) live(thinker(randomStream(5, user), request, 4), timetable, platform, told)
    const measureSec = 40_000
    timetable.runUntil(WARM_UP_SEC + measureSec)
    const stations = [1.25, 0.3, 0.2].map((demandSec) => ({ demandSec, servers: 1 }))
    const { throughputPerSec, responseSec } = meanValuesAt(stations, 4, 10)
    expect(answers.length / measureSec / throughputPerSec).toBeCloseTo(1, 1)
    expect(responses(answers).meanSec / responseSec).toBeCloseTo(1, 1)
  })

  it('holds a thread until the tiers behind have answered', () => {
    const tiers = { app: { nodes: 1, slots: 4, threads: 2 }, store: { nodes: 1, slots: 4 } }
    const { timetable, platform, told } = platformOf(tiers, (_, meanSec, operations) => meanSec * operations)
    const ends: number[] = []
    const request = {
      name: 'read',
      visits: [
        { tier: 'app', meanSec: 1, operations: 1 },
        { tier: 'store', meanSec: 2, operations: 1 },
      ],
    }
    for (let i = 0; i < 4; i++)
      platform.ask(request, 0, (answered) => {
        ends.push(answered.endSec)
        told(answered)
      })
    timetable.runUntil(10)
    expect(ends).toEqual([3, 3, 6, 6])
  })

  it('does many operations in six visits, all of them in turn', () => {
    const { timetable, platform } = platformOf(
      { store: { nodes: 3, slots: 1 } },
      (_, meanSec, operations) => meanSec * operations,
    )
    let endSec = 0
    platform.ask({ name: 'post', visits: [{ tier: 'store', meanSec: 1, operations: 50 }] }, 0, (answered) => {
      endSec = answered.endSec
    })
    timetable.runUntil(100)
    expect(endSec).toBe(50)
    expect(platform.busySec('store')).toBe(50)
  })

  it('keeps the ticks of people who wait, and counts their wait from the tick', () => {
    const habits = { poll: one('store', 30), pollEverySec: 20, acts: [] }
    const fixed = (_: unknown, meanSec: number) => meanSec
    const scene = { tiers: { store: { nodes: 1, slots: 10 } }, service: fixed, habits, users: 1, seed: 1 }
    const { byKind } = simulate({ ...scene, warmUpSec: 0, measureSec: 330 })
    // Each answer takes 30 s and a poll is due every 20 s, so each of the ten waits 10 s longer than the one before.
    expect(byKind.get('store')?.count).toBe(10)
    expect(byKind.get('store')?.meanSec).toBeCloseTo(30 + 45, 6)
  })
})
