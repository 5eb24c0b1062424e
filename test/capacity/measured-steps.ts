import type { MeasuredStep, MeasuredTier } from '../../src/capacity/measured-step.js'

/** A step whose requests take 10 ms. */
export const measuredStep = (
  users: number,
  throughputPerSec: number,
  tiers: readonly MeasuredTier[],
): MeasuredStep => ({
  users,
  throughputPerSec,
  windowUs: 60_000_000,
  response: { meanUs: 10_000, p50Us: 9_000, p95Us: 12_000, p99Us: 15_000 },
  objectives: [],
  tiers,
})

/** A tier of one node that each request touches once for a millisecond. */
export const measuredTier = (name: MeasuredTier['name'], change: Partial<MeasuredTier> = {}): MeasuredTier => ({
  name,
  nodes: 1,
  exclusiveMeanUs: 1_000,
  operationsPerRequest: 1,
  ...change,
})
