import { sampleRankCorrelation } from 'simple-statistics'
import { type Estimate, tFactor } from '../../metrics/confidence/estimate.js'
import { meanWait } from '../queueing/erlang-c.js'
import type { TierService } from './tier-model.js'

/** How long requests were in a tier at a throughput. */
export interface TimePoint {
  readonly throughputPerSec: number
  /** Exclusive mean of a request. */
  readonly sec: number
}

/** A tier's times that are looked at: so many nodes, and operations for each request. */
export interface TimesOfTier {
  readonly nodes: number
  readonly visits: number
  readonly points: readonly TimePoint[]
}

/** Times that grow less than this tell nothing of where a tier ends. */
const GROWTH_MIN = 1.25
const POINTS_MIN = 4
const PARAMETERS = 3

/**
 * Infers slots and service of a tier that tells no utilisation from how its time grows: of all queues with Erlang's waiting, stretched as
 * Allen and Cunneen do, the one whose times differ least from those measured, in logarithms. Undefined when they do not grow.
 */
export const fitTimes = (tier: TimesOfTier): TierService | undefined => {
  const times = tier.points.map(({ sec }) => sec)
  const least = Math.min(...times)
  if (tier.points.length < POINTS_MIN || !(least > 0) || !grow(tier.points)) return undefined
  const tried = SLOTS.flatMap((slots) => bestOfSlots(tier, slots, least))
  const best = tried.reduce((a, b) => (b.error < a.error ? b : a))
  if (!Number.isFinite(best.error)) return undefined
  const { slots, demandSec, variability } = best
  return {
    basis: 'times',
    slotsPerNode: slots,
    demandSec,
    variability,
    measuredNodes: tier.nodes,
    perNodePerSec: interval(tier, tried, best),
  }
}

/** How far waiting of a tier whose slots and service are known differs from that of exponential times. */
export const fitVariability = (tier: TimesOfTier, slots: number, demandSec: number): number =>
  tryQueue(tier, slots, demandSec).variability

/** Whether times are in the order of their loads by more than chance (Spearman's ρ); those that go up and down are not. */
export const inOrder = (loads: readonly number[], times: readonly number[]): boolean =>
  sampleRankCorrelation([...loads], [...times]) >= RANK_CORRELATION_MIN

const grow = (points: readonly TimePoint[]): boolean => {
  const times = points.map(({ sec }) => sec)
  const rates = points.map(({ throughputPerSec }) => throughputPerSec)
  return Math.max(...times) >= GROWTH_MIN * Math.min(...times) && inOrder(rates, times)
}

const RANK_CORRELATION_MIN = 0.7

interface Tried {
  readonly slots: number
  readonly demandSec: number
  readonly variability: number
  readonly error: number
}

const SLOTS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, 192, 256]
/** Of the shortest time measured, how much of it is service. */
const SHARES = Array.from({ length: 41 }, (_, i) => 0.6 + i * 0.0105)

const bestOfSlots = (tier: TimesOfTier, slots: number, leastSec: number): readonly Tried[] => {
  const fastest = Math.max(...tier.points.map(({ throughputPerSec }) => throughputPerSec))
  // Nothing measured may be more than the nodes can do.
  const demandMax = (slots * tier.nodes) / fastest
  const fitting = SHARES.map((share) => share * leastSec).filter((demandSec) => demandSec < demandMax)
  return fitting.map((demandSec) => tryQueue(tier, slots, demandSec))
}

const tryQueue = (tier: TimesOfTier, slots: number, demandSec: number): Tried => {
  const waits = tier.points.map(({ throughputPerSec }) => {
    const arrivalsPerSec = (throughputPerSec * tier.visits) / tier.nodes
    return tier.visits * meanWait({ servers: slots, arrivalsPerSec, serviceSec: demandSec / tier.visits })
  })
  const errorOf = (variability: number): number =>
    tier.points.reduce((sum, { sec }, i) => sum + Math.log((demandSec + variability * (waits[i] ?? 0)) / sec) ** 2, 0)
  const errors = VARIABILITIES.map((variability) => ({ slots, demandSec, variability, error: errorOf(variability) }))
  return errors.reduce((a, b) => (b.error < a.error ? b : a))
}

const VARIABILITIES = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8]

// All queues that fit about as well: those whose error is below the best by Student's t (Seber & Wild, Nonlinear Regression, 1989, 5.3).
const interval = (tier: TimesOfTier, tried: readonly Tried[], best: Tried): Estimate => {
  const degrees = tier.points.length - PARAMETERS
  const limit = best.error * (1 + tFactor(degrees) ** 2 / degrees)
  const rates = tried.filter(({ error }) => error <= limit).map(({ slots, demandSec }) => slots / demandSec)
  return {
    value: best.slots / best.demandSec,
    low: Math.min(...rates),
    high: Math.max(...rates),
  }
}
