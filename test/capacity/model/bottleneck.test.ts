import { describe, expect, it } from 'vitest'
import type { MeasuredStep, MeasuredTier } from '../../../src/capacity/measured-step.js'
import { pressureText, rankTiers } from '../../../src/capacity/model/bottleneck.js'
import { capacityModel } from '../../../src/capacity/model/capacity-model.js'

const tier = (name: MeasuredTier['name'], exclusiveMeanUs: number, utilisation?: number): MeasuredTier => ({
  name,
  nodes: 3,
  exclusiveMeanUs,
  operationsPerRequest: name === 'cassandra' ? 2 : 1,
  ...(utilisation !== undefined && { utilisation }),
})

const step = (users: number, ...tiers: readonly MeasuredTier[]): MeasuredStep => ({
  users,
  throughputPerSec: users / 20,
  windowUs: 60_000_000,
  response: { meanUs: 5_000, p50Us: 4_000, p95Us: 9_000, p99Us: 12_000 },
  objectives: [],
  tiers: [tier('network', 100), ...tiers],
})

const textsOf = (steps: readonly MeasuredStep[]): readonly string[] => {
  const model = capacityModel(steps)
  return model ? rankTiers(steps, model).map(pressureText) : []
}

describe('the ranking of tiers', () => {
  it('puts the busiest first, with what shows it in one sentence', () => {
    const steps = [
      step(7_000, tier('jetty', 1_000, 0.1), tier('cassandra', 2_000, 0.13)),
      step(14_000, tier('jetty', 1_000, 0.2), tier('cassandra', 2_000, 0.26)),
      step(21_000, tier('jetty', 1_000, 0.3), tier('cassandra', 2_050, 0.39)),
      step(28_000, tier('jetty', 1_000, 0.4), tier('cassandra', 3_000, 0.52)),
      step(35_000, tier('jetty', 1_100, 0.5), tier('cassandra', 4_000, 0.65)),
      step(42_000, tier('jetty', 1_300, 0.6), tier('cassandra', 6_150, 0.78)),
    ]
    expect(textsOf(steps)).toEqual([
      'cassandra: 78 % busy at 42,000 users, time per operation tripled from step 3 to step 6',
      'jetty: 60 % busy at 42,000 users, time per operation grew by 18 % from step 5 to step 6',
    ])
  })

  it('goes by the growth of times where no source tells how busy a tier is', () => {
    const steps = [
      step(1_000, tier('jetty', 1_000), tier('elasticsearch', 2_000)),
      step(2_000, tier('jetty', 1_010), tier('elasticsearch', 4_200)),
    ]
    expect(textsOf(steps)).toEqual([
      'elasticsearch: nothing tells how busy, time per operation doubled from step 1 to step 2',
      'jetty: nothing tells how busy, time per operation did not grow',
    ])
  })

  it('says how many times when that is many', () => {
    const steps = [step(1_000, tier('jetty', 1_000, 0.5)), step(2_000, tier('jetty', 12_300, 0.99))]
    expect(textsOf(steps)[0]).toBe(
      'jetty: 99 % busy at 2,000 users, time per operation grew 12-fold from step 1 to step 2',
    )
  })
})
