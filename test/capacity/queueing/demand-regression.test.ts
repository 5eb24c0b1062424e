import { describe, expect, it } from 'vitest'
import { regressDemand } from '../../../src/capacity/queueing/demand-regression.js'

const points = (...pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([throughputPerSec, busyServers]) => ({ throughputPerSec, busyServers }))

describe('service demand by regression', () => {
  it('is the slope, and what is busy without load stands apart', () => {
    const found = regressDemand(points([100, 0.6], [200, 0.8], [400, 1.2]))
    expect(found?.demandSec.value).toBeCloseTo(0.002, 12)
    expect(found?.idleServers).toBeCloseTo(0.4, 12)
    expect(found?.rSquared).toBeCloseTo(1, 12)
  })

  // Standard error of the slope 7.937254e-5, t(0.975; 2) = 4.302653.
  it('has the interval of a t with n-2 degrees of freedom', () => {
    const found = regressDemand(points([100, 0.21], [200, 0.39], [300, 0.62], [400, 0.79]))
    expect(found?.demandSec.value).toBeCloseTo(0.00197, 6)
    expect(found?.demandSec.low).toBeCloseTo(0.00197 - 0.000341512, 8)
    expect(found?.demandSec.high).toBeCloseTo(0.00197 + 0.000341512, 8)
  })

  it('is the quotient, of unknown width, when only one throughput was measured', () => {
    const found = regressDemand(points([100, 0.5]))
    expect(found?.demandSec).toEqual({ value: 0.005, low: 0, high: Number.POSITIVE_INFINITY })
  })

  it('is of unknown width with two points', () =>
    expect(regressDemand(points([100, 0.5], [200, 1]))?.demandSec.high).toBe(Number.POSITIVE_INFINITY))

  it('does not exist without points', () => expect(regressDemand([])).toBeUndefined())
})
