import { describe, expect, it } from 'vitest'
import { pressureText, rankTiers } from '../../../src/capacity/model/bottleneck.js'
import { capacityAfter } from '../../../src/capacity/model/capacity-after.js'
import { type CapacityModel, capacityModel } from '../../../src/capacity/model/capacity-model.js'
import { NODE_TIERS, type NodeTier } from '../../../src/capacity/plan/plan-rules.js'
import { measuredSteps } from '../simulation/measured-steps.js'
import { halfExponentialService } from '../simulation/service-times.js'
import type { Scene } from '../simulation/simulate.js'

// One node of four slots each; the scarce one ends at 100 requests a second, the others at 2,000.
const sceneOf = (scarce: NodeTier): Omit<Scene, 'users'> => ({
  tiers: Object.fromEntries(
    NODE_TIERS.map((tier) => [tier, { nodes: 1, slots: 4, ...(tier === 'jetty' && { threads: 254 }) }]),
  ),
  service: halfExponentialService,
  habits: {
    poll: {
      name: 'poll',
      visits: NODE_TIERS.map((tier) => ({ tier, meanSec: tier === scarce ? 0.04 : 0.002, operations: 1 })),
    },
    pollEverySec: 5,
    acts: [],
  },
  seed: 1,
  warmUpSec: 15,
  measureSec: 40,
})

const withNodes = (model: CapacityModel, tier: NodeTier, nodes: number): CapacityModel => ({
  ...model,
  tiers: model.tiers.map((one) => (one.name === tier ? { ...one, nodes } : one)),
})

describe.each(NODE_TIERS)('when %s is scarce, and no source tells how busy anything is', (scarce) => {
  const steps = measuredSteps(sceneOf(scarce), [100, 200, 300, 400, 450, 475], 'times')
  const model = capacityModel(steps)
  const [first] = model ? rankTiers(steps, model) : []

  it('is named first, with the growth of its times', () => {
    expect(first?.tier).toBe(scarce)
    expect(first && pressureText(first)).toMatch(
      /^\w+: 9\d(\.\d)? % busy by its times at 475 users, time per operation/,
    )
  })

  it('gives way first, also by the model, and twice as late when there are two', () => {
    const before = model && capacityAfter(model, 475, model)
    const after = model && capacityAfter(model, 475, withNodes(model, scarce, 2))
    expect(before?.tier).toBe(scarce)
    expect((after?.users ?? 0) / 950).toBeCloseTo(1, 1)
  })
})
