import { countText, shareText } from '../../base/quantity-text.js'
import type { Tier } from '../../metrics/tier.js'
import type { MeasuredStep, MeasuredTier } from '../measured-step.js'
import type { CapacityModel } from './capacity-model.js'
import { busyShare } from './tier-model.js'

/** How hard a tier was pressed, and what shows it. */
export interface Pressure {
  readonly tier: Tier
  /** At the largest load; absent where neither a source nor the growth of its times tells. */
  readonly busy?: { readonly share: number; readonly users: number; readonly isMeasured: boolean }
  /** Of the time per operation, between two steps, counted from 1; absent where a step does not speak of the tier. */
  readonly growth?: { readonly factor: number; readonly fromStep: number; readonly toStep: number }
}

/** Tiers by how near they are to their end: the busiest first, then those whose times grew most. The network is none. */
export const rankTiers = (steps: readonly MeasuredStep[], model: CapacityModel): readonly Pressure[] => {
  const pressures = model.tiers
    .filter(({ name }) => name !== 'network')
    .map(({ name }) => pressureOf(steps, model, name))
  return pressures.sort((a, b) => shareOf(b) - shareOf(a) || factorOf(b) - factorOf(a))
}

/** The evidence in one sentence. */
export const pressureText = ({ tier, busy, growth }: Pressure): string => {
  const busyText = busy
    ? `${shareText(Math.min(1, busy.share))} busy${busy.isMeasured ? '' : ' by its times'} at ${countText(Math.round(busy.users))} users`
    : 'nothing tells how busy'
  return `${tier}: ${busyText}, ${growth ? growthText(growth) : 'no times'}`
}

/** What no model needs more of: growth up to here is noise. */
const NOISE = 1.15

const pressureOf = (steps: readonly MeasuredStep[], model: CapacityModel, tier: Tier): Pressure => {
  const last = steps.findLast(({ tiers }) => tiers.some(({ name }) => name === tier))
  const told = last?.tiers.find(({ name }) => name === tier)?.utilisation
  const known = model.tiers.find(({ name }) => name === tier)
  const share = told ?? (known && last && busyShare(known, last.throughputPerSec))
  const growth = growthOf(steps, tier)
  return {
    tier,
    ...(share !== undefined && last && { busy: { share, users: last.users, isMeasured: told !== undefined } }),
    ...(growth && { growth }),
  }
}

const shareOf = ({ busy }: Pressure): number => busy?.share ?? 0
const factorOf = ({ growth }: Pressure): number => growth?.factor ?? 0

// From the last step at which it was still as short as ever, to the last of all.
const growthOf = (steps: readonly MeasuredStep[], tier: Tier): Pressure['growth'] => {
  const times = steps.flatMap(({ tiers }, i) => {
    const found = tiers.find(({ name }) => name === tier)
    const us = found && perOperation(found)
    return us === undefined ? [] : [{ step: i + 1, us }]
  })
  const last = times.at(-1)
  if (!last) return undefined
  const least = Math.min(...times.map(({ us }) => us))
  const from = times.findLast(({ us }) => us <= NOISE * least) ?? last
  const start = from.step === last.step ? (times[0] ?? last) : from
  return { factor: last.us / start.us, fromStep: start.step, toStep: last.step }
}

const perOperation = ({ exclusiveMeanUs, operationsPerRequest }: MeasuredTier): number | undefined =>
  operationsPerRequest > 0 && exclusiveMeanUs > 0 ? exclusiveMeanUs / operationsPerRequest : undefined

const growthText = ({ factor, fromStep, toStep }: NonNullable<Pressure['growth']>): string => {
  if (factor < NOISE) return 'time per operation did not grow'
  return `time per operation ${grewText(factor)} from step ${fromStep} to step ${toStep}`
}

const grewText = (factor: number): string => {
  if (factor < 1.75) return `grew by ${shareText(Number((factor - 1).toFixed(2)))}`
  if (factor < 2.5) return 'doubled'
  if (factor < 3.5) return 'tripled'
  return `grew ${countText(Number(factor.toPrecision(2)))}-fold`
}
