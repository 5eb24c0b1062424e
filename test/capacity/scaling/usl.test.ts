import { describe, expect, it } from 'vitest'
import {
  amdahlLimit,
  type Usl,
  uslPeakLoad,
  uslPeakThroughput,
  uslThroughput,
} from '../../../src/capacity/scaling/usl.js'

const PUBLISHED: Usl = { contention: 0.0277284, coherency: 1.043657e-4, gain: 89.9952 }

describe('the Universal Scalability Law', () => {
  it.each([
    [1, 90],
    [18, 1078],
    [36, 1541],
    [72, 1850],
    [108, 1879],
    [144, 1822],
    [216, 1646],
  ])('gives at load %d the published throughput %d', (load, throughput) => {
    expect(Math.abs(uslThroughput(PUBLISHED, load) - throughput)).toBeLessThan(0.6)
  })

  it('has the published peak and limit', () => {
    expect(uslPeakLoad(PUBLISHED)).toBeCloseTo(96.52, 1)
    expect(uslPeakThroughput(PUBLISHED)).toBeCloseTo(1884, -0.5)
    expect(Math.abs(amdahlLimit(PUBLISHED) - 3245.589)).toBeLessThan(0.1)
  })

  it('reaches its peak at 7 for contention and coherency of 0.02', () => {
    expect(uslPeakLoad({ contention: 0.02, coherency: 0.02, gain: 1 })).toBeCloseTo(7, 10)
  })

  it('has no peak and no limit without losses', () => {
    const linear = { contention: 0, coherency: 0, gain: 2 }
    expect(uslPeakLoad(linear)).toBe(Number.POSITIVE_INFINITY)
    expect(uslPeakThroughput(linear)).toBe(Number.POSITIVE_INFINITY)
  })
})
