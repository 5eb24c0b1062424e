import { describe, expect, it } from 'vitest'
import { fittedWorth, nodesWorth, ruledWorth } from '../../../src/capacity/plan/node-worth.js'
import { uslThroughput } from '../../../src/capacity/scaling/usl.js'

const lawOf = (contention: number, coherency: number, counts: readonly number[]) =>
  counts.map((nodes) => ({ nodes, throughputPerSec: uslThroughput({ contention, coherency, gain: 100 }, nodes) }))

describe('what nodes are worth', () => {
  it('is their number up to those measured, and a little less beyond by the rule', () => {
    const worth = ruledWorth(3, 0.9)
    expect([1, 3, 4, 13].map(worth)).toEqual([1, 3, 3.9, 12])
    expect(nodesWorth(worth, 3)).toBe(3)
    expect(nodesWorth(worth, 3.01)).toBe(4)
  })

  it('follows the law of runs with different numbers of them', () => {
    const worth = fittedWorth(lawOf(0.05, 0, [1, 2, 3, 4, 6, 8]), 4, 1)
    // 4 nodes carry 4/1.15, 8 carry 8/1.35.
    expect(worth?.(8)).toBeCloseTo((4 * (8 / 1.35)) / (4 / 1.15), 2)
    expect(worth && nodesWorth(worth, 7)).toBe(9)
  })

  it('has an end where each node added costs more than it brings', () => {
    const worth = fittedWorth(lawOf(0.05, 0.01, [1, 2, 3, 4, 6, 8]), 4, 1)
    expect(worth && nodesWorth(worth, 100)).toBe(Number.POSITIVE_INFINITY)
  })

  it('is not known from five numbers of them', () =>
    expect(fittedWorth(lawOf(0.05, 0, [1, 2, 3, 4, 6, 6]), 4, 1)).toBeUndefined())
})
