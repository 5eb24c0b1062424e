import { countText, shareText } from '../../base/quantity-text.js'
import type { Tier } from '../../metrics/tier.js'
import type { MeasuredStep, MeasuredTier } from '../measured-step.js'
import type { CapacityModel } from './capacity-model.js'
import { inOrder } from './fit-times.js'
import { busyShare, leastBusyShare } from './tier-model.js'

/** How hard a tier was pressed, and what shows it. */
export interface Pressure {
  readonly tier: Tier
  /** At the largest load; absent where neither a source nor the growth of its times tells. */
  readonly busy?: { readonly share: number; readonly users: number; readonly isMeasured: boolean }
  /** Of the time per operation, between two loads; absent where a step does not speak of the tier. */
  readonly growth?: { readonly factor: number; readonly fromUsers: number; readonly toUsers: number }
  /** Whether that is enough to say that the tier comes to its end. */
  readonly isShown: boolean
}

/** Tiers by how near they are to their end, those of which it is shown first. The network is none. */
export const rankTiers = (steps: readonly MeasuredStep[], model: CapacityModel): readonly Pressure[] =>
  model.tiers
    .filter(({ name }) => name !== 'network')
    .map(({ name }) => weighed(steps, model, name))
    .toSorted((a, b) => Number(b.isShown) - Number(a.isShown) || b.nearness - a.nearness || factorOf(b) - factorOf(a))
    .map(({ nearness: _, ...pressure }) => pressure)

/** The evidence in one sentence. */
export const pressureText = ({ tier, busy, growth }: Pressure): string => {
  const busyText = busy
    ? `${shareText(Math.min(1, busy.share))} busy${busy.isMeasured ? '' : ' by its times'} at ${countText(Math.round(busy.users))} users`
    : 'nothing tells how busy'
  return `${tier}: ${busyText}, ${growth ? growthText(growth) : 'no times'}`
}

/** What no model needs more of: growth up to here is noise. */
const NOISE = 1.15
/** A tier less than half busy, or of whose times waiting is less than half, is not at its end; a rule of thumb. */
const NEAR = 0.5
/** In a tier as idle as this nobody waits for its servers, whatever its times do; a rule of thumb. */
const IDLE = 0.2
/** Of two steps a whim is half of the evidence, unless times grew by so much. */
const STEPS_MIN = 3
const NO_WHIM = 4

const weighed = (steps: readonly MeasuredStep[], model: CapacityModel, tier: Tier): Pressure & { nearness: number } => {
  const last = steps.findLast(({ tiers }) => tiers.some(({ name }) => name === tier))
  const told = last?.tiers.find(({ name }) => name === tier)?.utilisation
  const known = model.tiers.find(({ name }) => name === tier)
  const share = told ?? (known && last && busyShare(known, last.throughputPerSec))
  const growth = growthOf(steps, tier)
  // At the least, where it is inferred.
  const least = told ?? (known && last && leastBusyShare(known, last.throughputPerSec))
  const waiting = waitingOf(steps, tier, growth)
  // What is inferred from times is no evidence against them.
  const nearness = Math.max(least ?? 0, told !== undefined && told <= IDLE ? 0 : waiting)
  return {
    tier,
    ...(share !== undefined && last && { busy: { share, users: last.users, isMeasured: told !== undefined } }),
    ...(growth && { growth }),
    isShown: nearness >= NEAR,
    nearness,
  }
}

// Of the time at the largest load, the part that was not there before: busy share of a single server by R = S/(1-U) (Lazowska et al., Quantitative
// System Performance, 1984, 3.3), of several ones at the least. Times that are not in the order of their loads tell nothing.
const waitingOf = (steps: readonly MeasuredStep[], tier: Tier, growth: Pressure['growth']): number => {
  const times = timesOf(steps, tier)
  const isGrowth = growth && (times.length >= STEPS_MIN || growth.factor >= NO_WHIM)
  const [loads, us] = [times.map(({ users }) => users), times.map((time) => time.us)]
  return isGrowth && inOrder(loads, us) ? Math.max(0, 1 - 1 / growth.factor) : 0
}

const factorOf = ({ growth }: Pressure): number => growth?.factor ?? 0

// From the last load at which it was still as short as ever, to the largest of all.
const growthOf = (steps: readonly MeasuredStep[], tier: Tier): Pressure['growth'] => {
  const times = timesOf(steps, tier)
  const last = times.at(-1)
  if (!last) return undefined
  const least = Math.min(...times.map(({ us }) => us))
  const from = times.findLast(({ us }) => us <= NOISE * least) ?? last
  const start = from === last ? (times[0] ?? last) : from
  return { factor: last.us / start.us, fromUsers: start.users, toUsers: last.users }
}

const timesOf = (steps: readonly MeasuredStep[], tier: Tier) =>
  steps.flatMap(({ users, tiers }) => {
    const found = tiers.find(({ name }) => name === tier)
    const us = found && perOperation(found)
    return us === undefined ? [] : [{ users, us }]
  })

const perOperation = ({ exclusiveMeanUs, operationsPerRequest }: MeasuredTier): number | undefined =>
  operationsPerRequest > 0 && exclusiveMeanUs > 0 ? exclusiveMeanUs / operationsPerRequest : undefined

const growthText = ({ factor, fromUsers, toUsers }: NonNullable<Pressure['growth']>): string => {
  if (factor < NOISE) return 'time per operation did not grow'
  const [from, to] = [fromUsers, toUsers].map((users) => countText(Math.round(users)))
  return `time per operation ${grewText(factor)} from ${from} to ${to} users`
}

const grewText = (factor: number): string => {
  if (factor < 1.75) return `grew by ${shareText(Number((factor - 1).toFixed(2)))}`
  if (factor < 2.5) return 'doubled'
  if (factor < 3.5) return 'tripled'
  return `grew ${countText(Number(factor.toPrecision(2)))}-fold`
}
