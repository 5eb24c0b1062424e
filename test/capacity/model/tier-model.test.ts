import { expect, test } from 'vitest'
import { slowed, type TierModel, tierWait } from '../../../src/capacity/model/tier-model.js'

const tier = (name: TierModel['name'], nodes: number): TierModel => ({
  ...{ name, nodes, visits: 1, delaySec: 0 },
  service: {
    ...{ basis: 'times', slotsPerNode: 1, demandSec: 0.01, measuredNodes: 1, variability: 0.75 },
    perNodePerSec: { value: 100, low: 90, high: 110 },
  },
})

test('requests that are dealt in turn wait less at each of several nodes, people who stay with their nginx do not', () => {
  const wait = (name: TierModel['name'], nodes: number) => tierWait(tier(name, nodes), 80 * nodes, 0.99)
  expect(wait('jetty', 2)).toBeLessThan(wait('jetty', 1) * 0.8)
  expect(wait('nginx', 2)).toBe(wait('nginx', 1))
})

test('a tier that is slower by a factor carries less by it, and one without an end is as it was', () => {
  expect(slowed(tier('jetty', 1), 2).service).toMatchObject({
    demandSec: 0.02,
    perNodePerSec: { value: 50, low: 45, high: 55 },
  })
  const endless = { name: 'jetty', nodes: 1, visits: 1, delaySec: 0.01 } as const
  expect(slowed(endless, 2)).toBe(endless)
})
