import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanWait, type Queue, waitProbability, waitQuantile } from '../../../src/capacity/queueing/erlang-c.js'

describe('Erlang C', () => {
  it.each([
    [8, 10, 0.40918],
    [20, 24, 0.298072],
    [0.7, 1, 0.7],
  ])('is, for %d offered to %d servers, %d', (offered, servers, waiting) =>
    expect(waitProbability(offered, servers)).toBeCloseTo(waiting, 6),
  )

  it('stays a probability for any size', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 2, noNaN: true }), (servers, share) => {
        const waiting = waitProbability(share * servers, servers)
        expect(waiting).toBeGreaterThanOrEqual(0)
        expect(waiting).toBeLessThanOrEqual(1)
      }),
    ))
})

// P(W > t) of an M/M/m queue, its mean stretched by variability.
const longerWait = ({ servers, arrivalsPerSec, serviceSec, variability = 1 }: Queue, sec: number): number => {
  const offered = arrivalsPerSec * serviceSec
  return waitProbability(offered, servers) * Math.exp((-(servers - offered) * sec) / (serviceSec * variability))
}

const queue = { servers: 1, arrivalsPerSec: 70, serviceSec: 0.01 }

describe('waiting', () => {
  it('lasts on average what the Pollaczek-Khinchine formula says of one server', () => {
    // ρ/(1-ρ)·S·(1+Cs²)/2, here 0.7/0.3·0.01 of exponential and half of that of constant service.
    expect(meanWait(queue)).toBeCloseTo(0.7 / 0.3 / 100, 12)
    expect(meanWait({ ...queue, variability: 0.5 })).toBeCloseTo(0.35 / 0.3 / 100, 12)
  })

  it('never ends when the servers cannot keep up', () => {
    const flooded = { ...queue, arrivalsPerSec: 100 }
    expect(meanWait(flooded)).toBe(Number.POSITIVE_INFINITY)
    expect(waitQuantile(flooded, 0.99)).toBe(Number.POSITIVE_INFINITY)
  })

  it('is as long as its quantile says, for any queue that keeps up', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        fc.double({ min: 0.9, max: 0.999, noNaN: true }),
        fc.double({ min: 0.2, max: 4, noNaN: true }),
        (servers, busy, share, variability) => {
          const some = { servers, arrivalsPerSec: (busy * servers) / 0.02, serviceSec: 0.02, variability }
          const sec = waitQuantile(some, share)
          if (sec > 0) expect(longerWait(some, sec)).toBeCloseTo(1 - share, 9)
          else expect(longerWait(some, 0)).toBeLessThanOrEqual(1 - share + 1e-12)
        },
      ),
    ))
})
