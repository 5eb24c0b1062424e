import { describe, expect, it } from 'vitest'
import { FaultPlan } from '../../src/rehearsal/fault-plan.js'
import { planOf } from './fault-plans.js'

const EPOCH_US = 1_000_000_000
const second = (n: number) => EPOCH_US + n * 1_000_000

describe('FaultPlan', () => {
  it('adds the latencies that act together', () => {
    const plan = planOf(['cassandra:latency=40ms', 'cassandra/2:latency=5ms@10s-20s', 'jetty:latency=1s'], EPOCH_US)
    expect([9, 10, 19.9, 20].map((s) => plan.latencyUs('cassandra', 2, second(s)))).toEqual([
      40_000, 45_000, 45_000, 40_000,
    ])
    expect(plan.latencyUs('cassandra', 1, second(15))).toBe(40_000)
  })

  it('adds what the factors that act together add to 1', () => {
    const plan = planOf(['jetty:slow=x3', 'jetty/1:slow=x2', 'jetty/2:slow=x0.5@10s-20s'], EPOCH_US)
    expect([1, 2].map((node) => plan.slowness('jetty', node, second(0)))).toEqual([4, 3])
    expect(plan.slowness('jetty', 2, second(10))).toBe(2.5)
  })

  it('speeds a tier up to a hundredth at most', () => {
    const plan = planOf(['jetty:slow=x0.5', 'jetty/1:slow=x0.2'], EPOCH_US)
    expect([1, 2].map((node) => plan.slowness('jetty', node, second(0)))).toEqual([0.01, 0.5])
  })

  it('lets no window act before the first arrival is known', () => {
    const plan = planOf(['jetty:down@0'])
    expect(plan.isDown('jetty', 1, second(5))).toBe(false)
    plan.setEpoch(EPOCH_US)
    expect(plan.isDown('jetty', 1, second(5))).toBe(true)
  })

  it('thaws only after the last of overlapping freezes', () => {
    const plan = planOf(['jetty:freeze@1s-3s', 'jetty:freeze@2s-5s', 'jetty/2:freeze@5s-6s'], EPOCH_US)
    expect([0, 1, 4, 5].map((s) => plan.thawUs('jetty', 1, second(s)))).toEqual([0, 5, 5, 5].map(second))
    expect(plan.thawUs('jetty', 2, second(2))).toBe(second(6))
  })

  it('never thaws a freeze without an end', () => {
    expect(planOf(['jetty:freeze']).thawUs('jetty', 1, 5)).toBe(Number.POSITIVE_INFINITY)
  })

  it('draws errors at the sum of the shares', () => {
    const plan = planOf(['elasticsearch:errors=5%', 'elasticsearch:errors=10%'])
    expect([0.14, 0.16].map((draw) => plan.fails('elasticsearch', 1, 0, () => draw))).toEqual([true, false])
  })

  it('loses sessions once when no end is given, and all along a window that has one', () => {
    expect(planOf(['sessions:lost@30s'], EPOCH_US).sessionLossesUs()).toEqual([second(30)])
    expect(planOf(['sessions:lost@30s'], EPOCH_US).losesSessions(second(31))).toBe(false)
    expect(planOf(['sessions:lost@30s-40s'], EPOCH_US).losesSessions(second(31))).toBe(true)
    expect(planOf(['sessions:lost']).losesSessions(0)).toBe(true)
  })

  it('names the moments at which a tier is switched', () => {
    const plan = planOf(['jetty/1:down@2s-4s', 'jetty/2:down@3s', 'jetty:freeze@9s'], EPOCH_US)
    expect(plan.switchesUs('jetty').sort((a, b) => a - b)).toEqual([2, 3, 4].map(second))
  })

  it('concerns no tier when there are no faults', () => {
    const plan = new FaultPlan([])
    expect([plan.concerns('jetty'), plan.thawUs('jetty', 1, 7), plan.slowness('jetty', 1, 7)]).toEqual([false, 7, 1])
  })
})
