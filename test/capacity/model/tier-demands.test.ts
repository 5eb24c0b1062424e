import { expect, test } from 'vitest'
import { capacityModel } from '../../../src/capacity/model/capacity-model.js'
import { modelBounds, stepPredictions } from '../../../src/capacity/model/step-predictions.js'
import { tierDemands } from '../../../src/capacity/model/tier-demands.js'
import { measuredStep, measuredTier } from '../measured-steps.js'

// 2 ms of a node of four slots for each request, in three operations: 2,000/s at the most.
const steps = [4_000, 8_000, 16_000].map((users) => {
  const perSec = users / 20
  return measuredStep(users, perSec, [
    measuredTier('network'),
    measuredTier('cassandra', {
      ...{ exclusiveMeanUs: 2_500, operationsPerRequest: 3, slotsPerNode: 4 },
      utilisation: (perSec * 0.002) / 4,
    }),
  ])
})
const model = capacityModel(steps)
if (!model) throw new Error('no model')

test('demands are those of the largest load, by the operational laws', () => {
  const [cassandra, ...others] = tierDemands(steps, model)
  expect(others).toEqual([])
  expect(cassandra).toMatchObject({ tier: 'cassandra', nodes: 1, operationsPerRequest: 3, operationsPerSec: 2_400 })
  // 800/s of 2.5 ms each.
  expect(cassandra?.inside).toBeCloseTo(2, 6)
  expect(cassandra?.service?.demandUs).toBeCloseTo(2_000, 3)
  expect(cassandra?.service?.busy).toBeCloseTo(0.4, 6)
  expect(cassandra?.service?.perNodePerSec.value).toBeCloseTo(2_000, 3)
})

test('bounds are where the demands leave no more, and no step passes them', () => {
  const bounds = modelBounds(model)
  expect(bounds?.perSec).toBeCloseTo(2_000, 3)
  expect((bounds?.kneeUsers ?? 0) / 40_000).toBeCloseTo(1, 2)
  for (const { throughputPerSec, boundPerSec, measuredSec, boundSec } of stepPredictions(steps, steps, model)) {
    expect(throughputPerSec).toBeLessThanOrEqual(boundPerSec * 1.001)
    expect(measuredSec).toBeGreaterThanOrEqual(boundSec * 0.999)
  }
})

test('a tier of which not every step tells is one of the model all the same', () => {
  const [first, ...others] = steps
  const seldom = first ? [{ ...first, tiers: [...first.tiers, measuredTier('elasticsearch')] }, ...others] : []
  const ofSeldom = capacityModel(seldom)
  expect(ofSeldom?.tiers.map(({ name }) => name)).toEqual(['network', 'cassandra', 'elasticsearch'])
})

test('there are no bounds where no tier is known to end', () => {
  const untold = steps.map((step) => ({ ...step, tiers: [measuredTier('cassandra')] }))
  const ofUntold = capacityModel(untold)
  expect(ofUntold && modelBounds(ofUntold)).toBeUndefined()
  expect(ofUntold && tierDemands(untold, ofUntold)[0]?.service).toBeUndefined()
})
