import { describe, expect, it } from 'vitest'
import { kneeOf } from '../../../src/capacity/scaling/kneedle.js'
import type { LoadPoint } from '../../../src/capacity/scaling/usl-fit.js'

const curve = (loads: readonly number[], of: (load: number) => number): LoadPoint[] =>
  loads.map((load) => ({ load, throughput: of(load) }))
const loadsTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

describe('Kneedle', () => {
  it('finds the knee of the example in its paper', () => {
    const loads = Array.from({ length: 10 }, (_, i) => i / 9)
    expect(kneeOf(curve(loads, (x) => -1 / (x + 0.1) + 5))?.load).toBeCloseTo(0.22, 2)
  })

  it('finds where a straight rise becomes a plateau', () => {
    expect(kneeOf(curve(loadsTo(20), (x) => Math.min(x, 8)))?.load).toBe(8)
  })

  it('is not misled by one point that is off', () => {
    const points = curve(loadsTo(20), (x) => (x === 4 ? 8 : Math.min(x, 12)))
    expect(kneeOf(points)?.load).toBe(12)
  })

  it('takes the points in any order', () => {
    const points = curve(loadsTo(20), (x) => Math.min(x, 8))
    expect(kneeOf(points.toReversed())).toEqual(kneeOf(points))
  })

  it.each([
    ['on a straight line', curve(loadsTo(20), (x) => 3 * x)],
    ['on a level one', curve(loadsTo(20), () => 5)],
    ['in seven points', curve(loadsTo(7), (x) => Math.min(x, 3))],
  ])('finds none %s', (_, points) => expect(kneeOf(points)).toBeUndefined())
})
