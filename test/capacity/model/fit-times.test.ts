import { describe, expect, it } from 'vitest'
import { fitTimes } from '../../../src/capacity/model/fit-times.js'
import { meanWait } from '../../../src/capacity/queueing/erlang-c.js'

// Two nodes of eight slots each: 50 ms of service for each request in five operations, so that both carry 320/s.
const secAt = (throughputPerSec: number): number => {
  const queue = { servers: 8, arrivalsPerSec: (throughputPerSec * 5) / 2, serviceSec: 0.01, variability: 0.7 }
  return 0.05 + 5 * meanWait(queue)
}
const points = (rates: readonly number[], of: (rate: number) => number) =>
  rates.map((throughputPerSec) => ({ throughputPerSec, sec: of(throughputPerSec) }))

describe('service inferred from times', () => {
  it('is that of the queue which made them', () => {
    const found = fitTimes({ nodes: 2, visits: 5, points: points([40, 100, 200, 260, 290, 305], secAt) })
    expect(found?.perNodePerSec.value).toBeCloseTo(160, -1)
    expect(found?.perNodePerSec.low).toBeGreaterThan(150)
    expect(found?.perNodePerSec.high).toBeLessThan(170)
    expect(found?.demandSec).toBeCloseTo(0.05, 2)
  })

  it.each([
    ['do not grow', [0.05, 0.05, 0.051, 0.05, 0.052]],
    ['go up and down by chance', [0.05, 0.07, 0.049, 0.066, 0.05]],
    ['are none', [0, 0, 0, 0, 0]],
  ])('does not exist for times that %s', (_, seconds) => {
    const times = points([10, 20, 30, 40, 50], (rate) => seconds[rate / 10 - 1] ?? 0)
    expect(fitTimes({ nodes: 1, visits: 1, points: times })).toBeUndefined()
  })

  it('does not exist for three points', () =>
    expect(fitTimes({ nodes: 2, visits: 5, points: points([100, 200, 300], secAt) })).toBeUndefined())
})
