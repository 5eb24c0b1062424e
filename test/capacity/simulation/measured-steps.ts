import type { MeasuredStep, MeasuredTier } from '../../../src/capacity/measured-step.js'
import type { Tier } from '../../../src/metrics/tier.js'
import { type Scene, type Seen, simulate } from './simulate.js'

/** Simulated steps as a run would have measured them; `told`: whether sources tell utilisation. */
export const measuredSteps = (
  scene: Omit<Scene, 'users'>,
  users: readonly number[],
  told: 'utilisation' | 'times',
): readonly MeasuredStep[] =>
  users.map((count) => measuredStep({ ...scene, users: count }, simulate({ ...scene, users: count }), told))

const measuredStep = (scene: Scene, seen: Seen, told: 'utilisation' | 'times'): MeasuredStep => {
  const { response } = seen
  const us = (sec: number): number => Math.round(sec * 1e6)
  return {
    users: scene.users,
    throughputPerSec: seen.throughputPerSec,
    windowUs: us(scene.measureSec),
    response: {
      meanUs: us(response.meanSec),
      p50Us: us(response.quantile(0.5)),
      p95Us: us(response.quantile(0.95)),
      p99Us: us(response.quantile(0.99)),
    },
    objectives: [],
    tiers: Object.keys(scene.tiers).flatMap((name) => {
      const sec = seen.tierSec.get(name)
      return sec === undefined ? [] : [measuredTier(name as Tier, sec, scene, seen, told)]
    }),
  }
}

const measuredTier = (
  name: Tier,
  sec: number,
  scene: Scene,
  seen: Seen,
  told: 'utilisation' | 'times',
): MeasuredTier => {
  const { nodes = 1, slots = 1 } = scene.tiers[name] ?? {}
  return {
    name,
    nodes,
    exclusiveMeanUs: sec * 1e6,
    operationsPerRequest: seen.operations.get(name) ?? 0,
    ...(told === 'utilisation' && { utilisation: seen.busy.get(name) ?? 0, slotsPerNode: slots }),
  }
}
