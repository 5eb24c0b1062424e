import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asymptoticBounds } from '../../../src/capacity/queueing/operational-laws.js'
import { meanValuesAt } from './mean-values-at.js'

const STATIONS = [1.25, 0.3, 0.2].map((demandSec) => ({ demandSec, servers: 1 }))

describe('mean value analysis', () => {
  it.each([
    [1, 0.173913, 1.75],
    [10, 0.7969, 8.5484],
    [20, 0.8, 21],
  ])('gives %d users the throughput %d and the response time %d', (users, throughput, response) => {
    const point = meanValuesAt(STATIONS, 4, users)
    expect(point.throughputPerSec).toBeCloseTo(throughput, 4)
    expect(point.responseSec).toBeCloseTo(response, 3)
  })

  it('gives two users the throughput 0.3309', () =>
    expect(meanValuesAt(STATIONS, 4, 2).throughputPerSec).toBeCloseTo(0.3309, 4))

  it('never passes the asymptotic bounds, and keeps the interactive response time law', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            demandSec: fc.double({ min: 0.001, max: 2, noNaN: true }),
            servers: fc.integer({ min: 1, max: 32 }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.integer({ min: 1, max: 500 }),
        (stations, thinkSec, users) => {
          const { throughputPerSec, responseSec } = meanValuesAt(stations, thinkSec, users)
          const bounds = asymptoticBounds(stations, thinkSec, users)
          expect(throughputPerSec).toBeLessThanOrEqual(bounds.throughputPerSec * (1 + 1e-9))
          expect(responseSec).toBeGreaterThanOrEqual(bounds.responseSec * (1 - 1e-9))
          expect(users / throughputPerSec - thinkSec).toBeCloseTo(responseSec, 6)
        },
      ),
      { numRuns: 50 },
    ))

  it('saturates a station of several servers at all of them', () =>
    expect(meanValuesAt([{ demandSec: 0.4, servers: 8 }], 1, 500).throughputPerSec).toBeCloseTo(20, 6))

  it('is done for 160,000 users of five stations within a second or so', () => {
    const stations = [0.0001, 0.0002, 0.0003, 0.0004, 0.0005].map((demandSec) => ({ demandSec, servers: 16 }))
    expect(meanValuesAt(stations, 20, 160_000).throughputPerSec).toBeCloseTo(160_000 / 20, -1)
  })
})
