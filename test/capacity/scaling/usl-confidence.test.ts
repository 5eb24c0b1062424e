import { describe, expect, it } from 'vitest'
import { uslPeakLoad, uslThroughput } from '../../../src/capacity/scaling/usl.js'
import { bootstrapUsl, uslInterval, uslStandardErrors } from '../../../src/capacity/scaling/usl-confidence.js'
import { fitUsl, type LoadPoint, type UslFit } from '../../../src/capacity/scaling/usl-fit.js'
import { tFactor } from '../../../src/metrics/confidence/estimate.js'
import { RAYTRACER, SPECSDM91, SYNTHETIC } from '../data-sets.js'

const fitted = (points: readonly LoadPoint[]): UslFit => {
  const fit = fitUsl(points)
  if (!fit) throw new Error('too few points')
  return fit
}

describe("Student's factor", () => {
  // Two-sided 95 %, from any table.
  it.each([
    [1, 12.706],
    [3, 3.182],
    [4, 2.776],
    [30, 2.042],
  ])('with %d degrees of freedom is %d', (degrees, factor) => expect(tFactor(degrees)).toBeCloseTo(factor, 3))

  it('is infinite without degrees of freedom', () => expect(tFactor(0)).toBe(Number.POSITIVE_INFINITY))
})

describe('standard errors of a fit', () => {
  it('are the published ones for specsdm91', () => {
    const { contention, coherency, gain } = uslStandardErrors(fitted(SPECSDM91))
    expect(contention?.error).toBeCloseTo(0.00912, 4)
    expect((coherency?.error ?? 0) * 1e5).toBeCloseTo(1.988, 2)
    expect(gain?.error).toBeCloseTo(14.21, 1)
  })

  it('make intervals with n-3 degrees of freedom and two sides', () => {
    const { contention } = uslStandardErrors(fitted(RAYTRACER.slice(0, 6)))
    expect(contention?.error).toBeCloseTo(0.00839, 4)
    const half = ((contention?.high ?? 0) - (contention?.low ?? 0)) / 2
    expect(half / (contention?.error ?? 1)).toBeCloseTo(3.182, 3)
  })

  it('leave out what is at a bound', () => {
    expect(Object.keys(uslStandardErrors(fitted(RAYTRACER)))).toEqual(['contention', 'gain'])
  })

  it('do not exist for as many points as parameters', () => {
    expect(uslStandardErrors({ ...fitted(SYNTHETIC), points: SYNTHETIC.slice(0, 3) })).toEqual({})
  })
})

describe('the bootstrap of a fit', () => {
  it('holds the peak of specsdm91 in an interval that is not nothing', () => {
    const fit = fitted(SPECSDM91)
    const interval = uslInterval(bootstrapUsl(fit, 7), uslPeakLoad)
    expect(interval?.low).toBeGreaterThan(70)
    expect(interval?.low).toBeLessThan(uslPeakLoad(fit.usl))
    expect(interval?.high).toBeGreaterThan(uslPeakLoad(fit.usl))
    expect(interval?.high).toBeLessThan(130)
  })

  it('is the same for the same seed and another for another', () => {
    const fit = fitted(SPECSDM91)
    const samples = bootstrapUsl(fit, 7, 10)
    expect(bootstrapUsl(fit, 7, 10)).toEqual(samples)
    expect(bootstrapUsl(fit, 8, 10)).not.toEqual(samples)
  })

  it('has no width where the points lie on the law', () => {
    const usl = { contention: 0.05, coherency: 0.001, gain: 10 }
    const points = [1, 2, 4, 8, 16, 32].map((load) => ({ load, throughput: uslThroughput(usl, load) }))
    const interval = uslInterval(bootstrapUsl(fitted(points), 7), uslPeakLoad)
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeLessThan(0.01)
  })

  it('knows nothing without more points than parameters', () => {
    expect(bootstrapUsl({ ...fitted(SYNTHETIC), points: SYNTHETIC.slice(0, 3) }, 7)).toEqual([])
    expect(uslInterval([], uslPeakLoad)).toBeUndefined()
  })
})
