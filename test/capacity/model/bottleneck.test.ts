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

const shownIn = (steps: readonly MeasuredStep[]): readonly string[] => {
  const model = capacityModel(steps)
  const ranked = model ? rankTiers(steps, model) : []
  return ranked.filter(({ isShown }) => isShown).map(({ tier }) => tier)
}

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
      'cassandra: 78 % busy at 42,000 users, time per operation tripled from 21,000 to 42,000 users',
      'jetty: 60 % busy at 42,000 users, time per operation grew by 18 % from 35,000 to 42,000 users',
    ])
  })

  it('goes by the growth of times where no source tells how busy a tier is', () => {
    const steps = [
      step(1_000, tier('jetty', 1_000), tier('elasticsearch', 2_000)),
      step(1_500, tier('jetty', 1_000), tier('elasticsearch', 2_100)),
      step(2_000, tier('jetty', 1_010), tier('elasticsearch', 4_200)),
    ]
    expect(textsOf(steps)).toEqual([
      'elasticsearch: nothing tells how busy, time per operation doubled from 1,500 to 2,000 users',
      'jetty: nothing tells how busy, time per operation did not grow',
    ])
    expect(shownIn(steps)).toEqual(['elasticsearch'])
  })

  it('says how many times when that is many', () => {
    const steps = [step(1_000, tier('jetty', 1_000, 0.5)), step(2_000, tier('jetty', 12_300, 0.99))]
    expect(textsOf(steps)[0]).toBe(
      'jetty: 99 % busy at 2,000 users, time per operation grew 12-fold from 1,000 to 2,000 users',
    )
  })

  it('puts a tier of which nothing tells how busy it is before one that is less busy than its times have grown', () => {
    const steps = [1_000, 2_000, 3_000].map((users, i) =>
      step(users, tier('jetty', 1_000, 0.2 * (i + 1)), tier('cassandra', 2_000 * 2 ** i)),
    )
    expect(textsOf(steps).map((text) => text.split(':')[0])).toEqual(['cassandra', 'jetty'])
    expect(shownIn(steps)).toEqual(['cassandra', 'jetty'])
  })

  it('takes two steps for evidence where times grew by more than any whim', () => {
    expect(shownIn([1_000, 17_000].map((us, i) => step(1_000 * (i + 1), tier('jetty', us))))).toEqual(['jetty'])
  })

  it.each([
    ['times that double in a tier that is 3 % busy', [1, 2, 3].map((n) => tier('jetty', 500 * n, 0.01 * n))],
    ['times that go up and down', [1_000, 3_000, 900, 2_500].map((us) => tier('jetty', us))],
    ['two steps', [1_000, 3_000].map((us) => tier('jetty', us))],
    ['a busy share that is small', [0.1, 0.2, 0.3].map((busy) => tier('jetty', 1_000, busy))],
  ])('names no tier by %s', (_, tiers) => {
    expect(shownIn(tiers.map((one, i) => step(1_000 * (i + 1), one)))).toEqual([])
  })
})
