import { z } from 'zod'
import { TIERS } from '../metrics/tier.js'
import { count, share } from '../report/schema-figures.js'
import { NODE_LIMITS } from './measured-step.js'
import { NODE_TIERS } from './plan/plan-rules.js'

const duration = z.number().nonnegative()

const planTier = z.object({
  tier: z.enum(NODE_TIERS),
  measuredNodes: count,
  nodes: duration.nullable(),
  spare: duration,
  total: duration.nullable().meta({ description: 'Null where no number of nodes is enough.' }),
  range: z
    .object({ low: duration.nullable(), high: duration.nullable(), isOpen: z.boolean() })
    .meta({ description: 'Open: it may be more, since nothing tells how little a node carries at the least.' }),
  binding: z.enum(['cpu', 'carried', 'quorum', ...NODE_LIMITS]),
  busy: z.object({ atPeak: share, afterLoss: share }).exactOptional(),
})

const whatIf = z.object({
  text: z.string(),
  answer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('known'), users: duration, tier: z.enum(TIERS) }),
    z.object({ kind: z.literal('unknown'), reason: z.string() }),
  ]),
})

/** What the steps say together, as `capacity.json` holds it. */
export const analysisSchema = z.object({
  tiers: z.array(z.object({ tier: z.enum(TIERS), evidence: z.string(), isShown: z.boolean() })),
  predictions: z.array(
    z.object({
      users: duration,
      measuredSec: duration,
      erlangSec: duration.nullable(),
      mvaSec: duration.nullable(),
      heldOutSec: duration.nullable().exactOptional(),
    }),
  ),
  modelError: z.object({ median: duration, worst: duration }).exactOptional(),
  plan: z.object({
    targetUsers: count,
    growth: duration,
    lost: count,
    neededPerSec: duration,
    tiers: z.array(planTier),
    grade: z.enum(['A', 'B', 'C']),
    extrapolation: duration,
    isFarOut: z.boolean(),
  }),
  whatIf: z.array(whatIf),
})
