import type { MeasuredStep } from '../measured-step.js'
import { type CapacityAfter, capacityAfter } from '../model/capacity-after.js'
import type { CapacityModel } from '../model/capacity-model.js'
import { slowed, type TierModel } from '../model/tier-model.js'
import type { WhatIf } from './what-if.js'

/** What changes would do to the users that the platform holds. */
export type WhatIfAnswer =
  | ({ readonly kind: 'known' } & CapacityAfter)
  | { readonly kind: 'unknown'; readonly reason: string }

/** What is asked of. */
export interface WhatIfQuestion {
  readonly model: CapacityModel
  /** As measured: the most users that meet every SLO. */
  readonly limitUsers: number
  /** At the largest load; absent without TLS. */
  readonly handshakes?: MeasuredStep['handshakes']
  /** Requests of that load. */
  readonly throughputPerSec: number
}

/** CPU of nginx for a full handshake beyond that of a resumed one, about, with keys as they are usual. A rule of thumb. */
const FULL_HANDSHAKE_SEC = 0.001

/** The users that the platform holds with all changes at once, by the model. */
export const evaluateWhatIf = (question: WhatIfQuestion, changes: readonly WhatIf[]): WhatIfAnswer => {
  let changed = question.model
  for (const change of changes) {
    const next = changedBy(changed, change, question)
    if (typeof next === 'string') return { kind: 'unknown', reason: next }
    changed = next
  }
  const after = capacityAfter(question.model, question.limitUsers, changed)
  return after ? { kind: 'known', ...after } : { kind: 'unknown', reason: 'no step showed where any tier ends' }
}

const changedBy = (model: CapacityModel, change: WhatIf, question: WhatIfQuestion): CapacityModel | string => {
  switch (change.kind) {
    case 'think':
      return { ...model, thinkSec: model.thinkSec * change.factor }
    case 'nodes':
      return withTier(model, change.tier, (tier) => ({ ...tier, nodes: change.nodes }))
    case 'lose':
      return withTier(model, change.tier, (tier) =>
        tier.nodes > change.nodes
          ? { ...tier, nodes: tier.nodes - change.nodes }
          : `${change.tier} has ${tier.nodes} of which ${change.nodes} cannot be lost`,
      )
    case 'tls-resumption':
      return withResumption(model, change.share, question)
  }
}

const withTier = (
  model: CapacityModel,
  name: TierModel['name'],
  change: (tier: TierModel) => TierModel | string,
): CapacityModel | string => {
  const tier = model.tiers.find((one) => one.name === name)
  if (!tier) return `no source spoke of ${name}`
  const changed = change(tier)
  if (typeof changed === 'string') return changed
  return { ...model, tiers: model.tiers.map((one) => (one === tier ? changed : one)) }
}

// Handshakes for each request times the share that is no longer resumed: more service of the same slots.
const withResumption = (
  model: CapacityModel,
  share: number,
  { handshakes, throughputPerSec }: WhatIfQuestion,
): CapacityModel | string => {
  if (!handshakes) return 'no TLS handshakes were measured'
  const perRequest = handshakes.perSec / throughputPerSec
  const addedSec = perRequest * (handshakes.resumedShare - share) * FULL_HANDSHAKE_SEC
  return withTier(model, 'nginx', (tier) => {
    if (tier.service === undefined) return 'no step showed where nginx ends'
    const { demandSec } = tier.service
    return slowed(tier, Math.max(0.01, (demandSec + addedSec) / demandSec))
  })
}
