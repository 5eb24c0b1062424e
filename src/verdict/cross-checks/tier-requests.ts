import { countText, shareText } from '../../base/quantity-text.js'
import { callOf } from '../../scenarios/step-calls.js'
import { touchOf } from '../../tatami/touches.js'
import { type CrossCheck, type CrossCheckUnit, compared, notApplied } from './cross-check.js'

/** Answers to one step, and those of them whose Server-Timing spoke of each tier. */
export interface TierTouches {
  readonly step: string
  readonly isCacheable: boolean
  readonly ok: number
  /** Right or wrong. */
  readonly answered: number
  /** Of which Server-Timing said anything. */
  readonly timed: number
  readonly jetty: number
  readonly cassandra: number
  readonly elasticsearch: number
}

/** What is known of the requests that touched the tiers. */
export interface TierRequests {
  readonly steps: readonly TierTouches[]
  /** Every node is known to send Server-Timing. */
  readonly isInstrumented: boolean
}

/** A call may now and then end early and right, before it has asked a store. */
const TOLERANCE = 0.01
const TIERS = ['jetty', 'cassandra', 'elasticsearch'] as const

/** Requests that touched each tier are as many as the scenarios' own operations say. */
export const checkTierRequests = (figures: TierRequests | string): CrossCheck[] =>
  TIERS.map((tier) => {
    const compares = { code: 'tier-requests', name: `requests at ${tier}` } as const
    if (typeof figures === 'string') return notApplied(compares, figures)
    const { expected, found, unsure } = tier === 'jetty' ? atJetty(figures) : atStore(figures, tier)
    if (expected + unsure === 0) return notApplied(compares, 'no request was made that is sure to touch it')
    if (found < expected * (1 - TOLERANCE) && !figures.isInstrumented && (tier === 'jetty' || found === 0)) {
      const share = shareText(found / expected)
      return notApplied(compares, `Server-Timing told of it in ${share} of the answers that it could have`)
    }
    return compared({
      ...compares,
      unit: 'requests' satisfies CrossCheckUnit,
      expected,
      found,
      low: Math.floor(expected * (1 - TOLERANCE)),
      high: Math.ceil((expected + unsure) * (1 + TOLERANCE)),
      tolerance: `${shareText(TOLERANCE)}${unsure > 0 ? `, and ${countText(unsure)} that failed` : ''}`,
    })
  })

/** `unsure`: touches of requests that failed, of which nobody can say how far they came. */
interface Counts {
  readonly expected: number
  readonly found: number
  readonly unsure: number
}

// Files are left out, which nginx hands out by itself once it has them.
const atJetty = ({ steps }: TierRequests): Counts =>
  steps
    .filter(({ step, isCacheable }) => !isCacheable && callOf(step) !== undefined)
    .reduce((sum, { ok, answered, jetty }) => added(sum, { expected: ok, found: jetty, unsure: answered - ok }), NONE)

// Steps of which the caches decide are left out; those that never touch the store are in, so that it shows when they do.
const atStore = ({ steps }: TierRequests, store: 'cassandra' | 'elasticsearch'): Counts =>
  steps.reduce((sum, { step, ok, answered, timed, ...found }) => {
    const call = callOf(step)
    const touch = call === undefined ? 'cold' : touchOf(call, store)
    if (touch === 'cold') return sum
    const sure = touch === 'always' ? Math.max(timed - (answered - ok), 0) : 0
    return added(sum, { expected: sure, found: found[store], unsure: touch === 'always' ? timed - sure : 0 })
  }, NONE)

const NONE: Counts = { expected: 0, found: 0, unsure: 0 }

const added = (a: Counts, b: Counts): Counts => ({
  expected: a.expected + b.expected,
  found: a.found + b.found,
  unsure: a.unsure + b.unsure,
})
