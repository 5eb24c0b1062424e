import type { Tier } from '../../metrics/tier.js'
import { type CapacityModel, predict } from './capacity-model.js'
import { busyShare, type TierModel, tierWait } from './tier-model.js'

/** How many users a changed platform holds, and what gives way first. */
export interface CapacityAfter {
  readonly users: number
  readonly tier: Tier
}

/** Share of operations whose wait is compared: as in the strictest SLO that is usual. */
const SHARE = 0.99
/** A tier whose model says more than this at the measured limit is taken as that busy: it did keep up there. */
const BUSIEST = 0.995

/**
 * The users at which the longest wait of a changed platform is as long as that of the measured one at its measured limit: whatever SLO set the
 * limit, waiting broke it. Undefined when nothing measured tells where any tier ends.
 */
export const capacityAfter = (
  measured: CapacityModel,
  limitUsers: number,
  changed: CapacityModel,
): CapacityAfter | undefined => {
  const limitPerSec = predictedRate(measured, limitUsers)
  const scale = Math.min(1, BUSIEST / Math.max(1e-9, busiest(measured, limitPerSec)))
  const allowedSec = longestWait(measured, limitPerSec * scale).sec
  if (!(allowedSec > 0) && busiest(measured, limitPerSec) === 0) return undefined
  const perSec = largestRate(changed, allowedSec, busiest(measured, limitPerSec) * scale)
  const { tier } = longestWait(changed, perSec)
  if (tier === undefined) return undefined
  const answered = predictedResponse(measured, limitUsers)
  return { users: (perSec / scale) * (changed.thinkSec + answered), tier }
}

// What people ask for when nobody waits for long: the rate at the limit is that of people who think.
const predictedRate = (model: CapacityModel, users: number): number =>
  users / (model.thinkSec + predictedResponse(model, users))

const predictedResponse = (model: CapacityModel, users: number): number => predict(model, users).responseSec

const busiest = ({ tiers }: CapacityModel, perSec: number): number =>
  tiers.reduce((most, tier) => Math.max(most, busyShare(tier, perSec) ?? 0), 0)

interface Wait {
  readonly sec: number
  readonly tier: Tier | undefined
}

// Of two tiers where nobody waits, the busier one gives way first.
const longestWait = ({ tiers }: CapacityModel, perSec: number): Wait => {
  const known = tiers.filter((tier): tier is TierModel => tier.service !== undefined)
  const first = known.toSorted(
    (a, b) =>
      tierWait(b, perSec, SHARE) - tierWait(a, perSec, SHARE) ||
      (busyShare(b, perSec) ?? 0) - (busyShare(a, perSec) ?? 0),
  )[0]
  return { sec: first ? tierWait(first, perSec, SHARE) : 0, tier: first?.name }
}

const largestRate = (model: CapacityModel, allowedSec: number, allowedBusy: number): number => {
  const holds = (perSec: number): boolean =>
    allowedSec > 0 ? longestWait(model, perSec).sec <= allowedSec : busiest(model, perSec) <= allowedBusy
  let low = 0
  let high = Math.min(
    ...model.tiers.map(({ nodes, service }) =>
      service ? nodes * service.perNodePerSec.value : Number.POSITIVE_INFINITY,
    ),
  )
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

const HALVINGS = 60
