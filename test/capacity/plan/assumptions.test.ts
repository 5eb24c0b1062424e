import { describe, expect, it } from 'vitest'
import { capacityModel } from '../../../src/capacity/model/capacity-model.js'
import { type CapacityAssumption, capacityAssumptions } from '../../../src/capacity/plan/assumptions.js'
import type { PlanRequest } from '../../../src/capacity/plan/node-plan.js'
import { DEFAULT_PLAN_RULES } from '../../../src/capacity/plan/plan-rules.js'
import { measuredStep, measuredTier } from '../measured-steps.js'

// Each request takes 2 ms of Jetty's 8 slots and 1 ms of Cassandra's 24, so that Jetty ends first.
const step = (users: number) => {
  const perSec = users / 20
  return measuredStep(users, perSec, [
    measuredTier('jetty', { nodes: 2, exclusiveMeanUs: 2_000, slotsPerNode: 4, utilisation: (perSec * 0.002) / 8 }),
    measuredTier('cassandra', {
      nodes: 3,
      exclusiveMeanUs: 1_000,
      slotsPerNode: 8,
      utilisation: (perSec * 0.001) / 24,
    }),
  ])
}
const steps = [15_000, 30_000, 45_000, 60_000].map(step)

const requestOf = (targetUsers: number): PlanRequest => {
  const model = capacityModel(steps)
  if (!model) throw new Error('no model')
  return { targetUsers, steps, model, rules: DEFAULT_PLAN_RULES, isTargetHardware: false }
}

describe('what the answer rests on', () => {
  const all = capacityAssumptions(requestOf(160_000), 60_000)
  const find = (name: CapacityAssumption['name'], tier?: CapacityAssumption['tier']) =>
    all.find((one) => one.name === name && one.tier === tier)

  it('has an owner and a source each, and more nodes where it is worse', () => {
    expect(all.map(({ name, tier = '' }) => `${name} ${tier}`.trim())).toEqual([
      'target-users',
      'think-time',
      'service jetty',
      'service cassandra',
      'growth',
      'lost',
      'efficiency',
      'busy-max jetty',
      'busy-max cassandra',
    ])
    for (const { nodesChange } of all) expect(nodesChange).toBeGreaterThanOrEqual(0)
    expect(find('target-users')).toMatchObject({ value: 160_000, source: 'asked', owner: 'business' })
    expect(find('target-users')?.nodesChange).toBeGreaterThan(0)
    expect(find('lost')?.nodesChange).toBeGreaterThan(0)
  })

  it('costs as many users as the requests that there are more of', () => {
    expect(find('think-time')?.value).toBeCloseTo(20e6, -5)
    expect(find('think-time')?.usersChange).toBeCloseTo(1 / 1.2 - 1, 2)
  })

  it('costs users where the tier that ends first is slower, and none where another is', () => {
    expect(find('service', 'jetty')?.usersChange).toBeCloseTo(1 / 1.2 - 1, 1)
    expect(find('service', 'cassandra')?.usersChange).toBeCloseTo(0, 6)
  })

  it('does not bear on users where it is of the plan, and is not known where nobody was held', () => {
    expect(find('growth')?.usersChange).toBeUndefined()
    const unheld = capacityAssumptions(requestOf(160_000), undefined)
    expect(unheld.find(({ name }) => name === 'think-time')?.usersChange).toBeNull()
  })
})
