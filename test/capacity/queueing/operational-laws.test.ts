import { describe, expect, it } from 'vitest'
import {
  asymptoticBounds,
  forcedFlow,
  inside,
  interactiveResponse,
  interactiveThroughput,
  thinkTime,
  utilisation,
} from '../../../src/capacity/queueing/operational-laws.js'

describe('the operational laws', () => {
  it('turn demand into utilisation', () => {
    expect(utilisation(1_200, { demandSec: 0.002, servers: 4 })).toBeCloseTo(0.6, 12)
  })

  it.each([
    [5, 30_769],
    [10, 15_686],
    [30, 5_298],
    [60, 2_658],
  ])('make of 160,000 users who think %d s and wait 0.2 s a rate of %d/s', (thinkSec, perSec) =>
    expect(Math.round(interactiveThroughput(160_000, thinkSec, 0.2))).toBe(perSec),
  )

  it('agree on users, throughput, response and think time', () => {
    expect(interactiveResponse(20, 0.8, 4)).toBeCloseTo(21, 12)
    expect(thinkTime(20, 0.8, 21)).toBeCloseTo(4, 12)
    expect(inside(0.8, 21)).toBeCloseTo(16.8, 12)
    expect(forcedFlow(100, 2.5)).toBe(250)
  })
})

describe('asymptotic bounds', () => {
  const stations = [1.25, 0.3, 0.2].map((demandSec) => ({ demandSec, servers: 1 }))

  it('are those of the scarcest station under heavy load', () => {
    const { throughputPerSec, responseSec, kneeUsers } = asymptoticBounds(stations, 4, 20)
    expect(throughputPerSec).toBeCloseTo(0.8, 12)
    expect(responseSec).toBeCloseTo(21, 12)
    expect(kneeUsers).toBeCloseTo(4.6, 12)
  })

  it('are those of users who never wait under light load', () => {
    const { throughputPerSec, responseSec } = asymptoticBounds(stations, 4, 1)
    expect(throughputPerSec).toBeCloseTo(1 / 5.75, 12)
    expect(responseSec).toBeCloseTo(1.75, 12)
  })

  it('count every server of a station', () => {
    const doubled = stations.map((station) => ({ ...station, servers: 2 }))
    expect(asymptoticBounds(doubled, 4, 100).throughputPerSec).toBeCloseTo(1.6, 12)
  })
})
