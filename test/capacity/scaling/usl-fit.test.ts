import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amdahlLimit, type Usl, uslThroughput } from '../../../src/capacity/scaling/usl.js'
import { fitUsl, type LoadPoint } from '../../../src/capacity/scaling/usl-fit.js'
import { RAYTRACER, SPECSDM91, SYNTHETIC } from '../data-sets.js'

const fitted = (points: readonly LoadPoint[]) => {
  const fit = fitUsl(points)
  if (!fit) throw new Error('too few points')
  return fit
}

describe('the fit of the Universal Scalability Law', () => {
  it('is the published one for specsdm91', () => {
    const { usl, sse, atBound } = fitted(SPECSDM91)
    expect(usl.contention).toBeCloseTo(0.0277284, 6)
    expect(usl.coherency * 1e4).toBeCloseTo(1.043657, 4)
    expect(usl.gain).toBeCloseTo(89.9952, 3)
    expect(Math.abs(sse - 27453.72)).toBeLessThan(0.01)
    expect(atBound).toEqual([])
  })

  it('is the published one for the first six points of raytracer', () => {
    const { usl } = fitted(RAYTRACER.slice(0, 6))
    expect(usl.contention).toBeCloseTo(0.02444, 4)
    expect(usl.coherency).toBeCloseTo(0.00163, 4)
    expect(usl.gain).toBeCloseTo(20.856, 2)
  })

  it('says that coherency is at its bound for all of raytracer', () => {
    const { usl, sse, atBound } = fitted(RAYTRACER)
    expect(atBound).toEqual(['coherency'])
    expect(usl.coherency).toBe(0)
    expect(usl.contention).toBeCloseTo(0.0577708, 5)
    expect(usl.gain).toBeCloseTo(21.8488, 3)
    expect(Math.abs(sse - 697.238)).toBeLessThan(0.001)
    expect(amdahlLimit(usl)).toBeCloseTo(378.2, 1)
    expect(uslThroughput(usl, 128)).toBeCloseTo(335.455, 2)
  })

  it('finds the parameters of the synthetic points', () => {
    const { usl } = fitted(SYNTHETIC)
    expect(usl.contention).toBeCloseTo(0.02, 4)
    expect(usl.coherency).toBeCloseTo(0.02, 4)
    expect(usl.gain).toBeCloseTo(1, 4)
  })

  it('does not exist for three loads, however often each was measured', () => {
    expect(fitUsl([...SPECSDM91.slice(0, 3), ...SPECSDM91.slice(0, 3)])).toBeUndefined()
  })

  it('finds any law again from points that lie on it', () =>
    fc.assert(
      fc.property(
        fc.record({
          contention: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
          coherency: fc.double({ min: 1e-5, max: 0.01, noNaN: true }),
          gain: fc.double({ min: 0.5, max: 500, noNaN: true }),
        }),
        (usl: Usl) => {
          const points = [1, 2, 4, 8, 16, 32, 64].map((load) => ({ load, throughput: uslThroughput(usl, load) }))
          const found = fitted(points).usl
          for (const { load, throughput } of points) expect(uslThroughput(found, load) / throughput).toBeCloseTo(1, 4)
        },
      ),
      { numRuns: 30 },
    ))
})
