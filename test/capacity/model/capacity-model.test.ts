import { describe, expect, it, vi } from 'vitest'
import { capacityAfter } from '../../../src/capacity/model/capacity-after.js'
import { type CapacityModel, capacityModel } from '../../../src/capacity/model/capacity-model.js'
import { predictionError, stepPredictions } from '../../../src/capacity/model/step-predictions.js'
import { busyShare } from '../../../src/capacity/model/tier-model.js'
import { measuredSteps } from '../simulation/measured-steps.js'
import type { RequestKind } from '../simulation/platform.js'
import { halfExponentialService } from '../simulation/service-times.js'
import type { Scene } from '../simulation/simulate.js'
import { trueCapacity } from '../simulation/true-capacity.js'

// The simulated truth is looked for once, by whichever test comes first.
vi.setConfig({ testTimeout: 120_000 })

const POLL: RequestKind = {
  name: 'poll',
  visits: [
    { tier: 'jetty', meanSec: 0.002, operations: 1 },
    { tier: 'cassandra', meanSec: 0.04, operations: 1 },
  ],
}

// A node of Cassandra ends at 4 slots / 40 ms = 100/s, so that 1,000 people who ask every 5 s keep two of them busy.
const scene = (cassandraNodes: number, jettyNodes = 2): Omit<Scene, 'users'> => ({
  tiers: {
    jetty: { nodes: jettyNodes, slots: 4, threads: 254 },
    cassandra: { nodes: cassandraNodes, slots: 4 },
  },
  service: halfExponentialService,
  habits: { poll: POLL, pollEverySec: 5, acts: [] },
  seed: 1,
  warmUpSec: 15,
  measureSec: 40,
})
const SLO = { kind: 'poll', share: 0.99, belowSec: 0.4 }

const modelOf = (told: 'utilisation' | 'times'): { model: CapacityModel; steps: ReturnType<typeof measuredSteps> } => {
  const steps = measuredSteps(scene(2), [125, 250, 500, 750, 875, 950], told)
  const model = capacityModel(steps)
  if (!model) throw new Error('no model')
  return { model, steps }
}

const limits = new Map<number, number>()
const limitOf = (nodes: number): number => {
  const known = limits.get(nodes) ?? trueCapacity(scene(nodes), SLO, 520 * nodes, 0.03)
  limits.set(nodes, known)
  return known
}

describe.each(['utilisation', 'times'] as const)('a model made from %s', (told) => {
  const { model, steps } = modelOf(told)
  const cassandra = model.tiers.find(({ name }) => name === 'cassandra')

  it('knows how much one node carries within a tenth', () => {
    expect(cassandra?.service?.basis).toBe(told)
    expect((cassandra?.service?.perNodePerSec.value ?? 0) / 100).toBeCloseTo(1, 1)
    expect(cassandra?.service?.perNodePerSec.low).toBeLessThanOrEqual(cassandra?.service?.perNodePerSec.value ?? 0)
  })

  it('knows how busy the tier is within a tenth', () => {
    expect((cassandra && busyShare(cassandra, 150)) ?? 0).toBeCloseTo(0.75, 0.8)
  })

  it('knows the time between requests of a person', () => expect(model.thinkSec).toBeCloseTo(5, 0))

  it('predicts the response of steps that it was not told of within a quarter, most of them better', () => {
    const predictions = stepPredictions(steps, steps, model)
    expect(predictionError(predictions, 'erlangSec')?.median).toBeLessThan(0.1)
    expect(predictionError(predictions, 'heldOutSec')?.median).toBeLessThan(0.25)
    expect(predictionError(predictions, 'mvaSec')?.median).toBeLessThan(0.4)
  })

  it.each([3, 1])('predicts what %d nodes would hold within a tenth of the simulated truth', (nodes) => {
    const [limit, truth] = [limitOf(2), limitOf(nodes)]
    const changed = {
      ...model,
      tiers: model.tiers.map((tier) => (tier.name === 'cassandra' ? { ...tier, nodes } : tier)),
    }
    const after = capacityAfter(model, limit, changed)
    expect(after?.tier).toBe('cassandra')
    expect(Math.abs((after?.users ?? 0) / truth - 1)).toBeLessThan(0.1)
  })
})

describe('a model of steps where nothing came to its end', () => {
  it('does not pretend to know what the platform would hold', () => {
    const steps = measuredSteps(scene(2), [50, 100, 150, 200], 'times')
    const model = capacityModel(steps)
    expect(model?.tiers.map(({ service }) => service)).toEqual([undefined, undefined])
    expect(model && capacityAfter(model, 200, model)).toBeUndefined()
  })

  it('does not exist without any throughput', () => expect(capacityModel([])).toBeUndefined())
})
