import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  amdahlLimit,
  type Usl,
  uslLoadFor,
  uslLoadWithin,
  uslPeakLoad,
  uslPeakThroughput,
  uslResponse,
  uslThroughput,
} from '../../../src/capacity/scaling/usl.js'

const PUBLISHED: Usl = { contention: 0.0277284, coherency: 1.043657e-4, gain: 89.9952 }

const anyUsl = fc.record({
  contention: fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 0.9, noNaN: true })),
  coherency: fc.oneof(fc.constant(0), fc.double({ min: 1e-8, max: 0.1, noNaN: true })),
  gain: fc.double({ min: 0.1, max: 1_000, noNaN: true }),
})

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
    expect(uslLoadWithin(linear, 1)).toBe(Number.POSITIVE_INFINITY)
  })

  it('finds the load of every throughput below its peak', () =>
    fc.assert(
      fc.property(anyUsl, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (usl, share) => {
        const load = 1 + share * (Math.min(uslPeakLoad(usl), 10_000) - 1)
        fc.pre(load >= 1)
        const found = uslLoadFor(usl, uslThroughput(usl, load)) ?? Number.NaN
        expect(uslThroughput(usl, found) / uslThroughput(usl, load)).toBeCloseTo(1, 6)
        expect(found / load).toBeLessThan(1 + 1e-6)
      }),
    ))

  it('gives no load for a throughput above its peak', () => {
    expect(uslLoadFor(PUBLISHED, 1885)).toBeUndefined()
    expect(uslLoadFor({ ...PUBLISHED, coherency: 0 }, 3246)).toBeUndefined()
  })

  it('finds the largest load within every response time that one load meets', () =>
    fc.assert(
      fc.property(anyUsl, fc.double({ min: 1, max: 5_000, noNaN: true }), (usl, load) => {
        fc.pre(usl.contention > 0 || usl.coherency > 0)
        const found = uslLoadWithin(usl, uslResponse(usl, load) * (1 + 1e-12)) ?? Number.NaN
        expect(uslResponse(usl, found) / uslResponse(usl, load)).toBeCloseTo(1, 6)
      }),
    ))

  it('gives no load for a response time below that of one', () => {
    expect(uslLoadWithin(PUBLISHED, 1 / 91)).toBeUndefined()
  })
})
