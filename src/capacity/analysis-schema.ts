import { z } from 'zod'
import { TIERS } from '../metrics/tier.js'
import { count, share } from '../report/schema-figures.js'
import { NODE_LIMITS } from './measured-step.js'
import { CAPACITY_ASSUMPTIONS } from './plan/assumptions.js'
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

const demand = z.object({
  tier: z.enum(TIERS),
  nodes: count,
  operationsPerRequest: duration,
  operationsPerSec: duration.meta({ description: 'At the largest load.' }),
  inside: duration.meta({ description: 'Requests in the tier there, mean over time.' }),
  service: z
    .object({
      basis: z.enum(['utilisation', 'times']),
      slotsPerNode: duration,
      demandUs: duration.meta({ description: 'Service for each request, all its operations together.' }),
      perNodePerSec: z.object({ value: duration, low: duration.nullable(), high: duration.nullable() }),
      busy: duration,
    })
    .exactOptional()
    .meta({ description: 'Absent where nothing tells where the tier ends.' }),
})

const assumption = z.object({
  name: z.enum(CAPACITY_ASSUMPTIONS),
  tier: z.enum(NODE_TIERS).exactOptional(),
  value: duration,
  unit: z.enum(['count', 'us', 'share']),
  source: z.enum(['asked', 'measured', 'rule']),
  owner: z.enum(['business', 'operations', 'engineering']),
  usersChange: z.number().nullable().exactOptional().meta({ description: 'Of the users held; null: not known.' }),
  nodesChange: z.number().nullable().meta({ description: 'Of all tiers; null: no number is enough.' }),
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
      throughputPerSec: duration,
      measuredSec: duration,
      boundPerSec: duration.meta({ description: 'That no system of these demands passes.' }),
      boundSec: duration.meta({ description: 'Response of such a system at the least.' }),
      erlangSec: duration.nullable(),
      mvaSec: duration.nullable(),
      heldOutSec: duration.nullable().exactOptional(),
    }),
  ),
  modelError: z.object({ median: duration, worst: duration }).exactOptional(),
  bounds: z
    .object({ perSec: duration, kneeUsers: duration })
    .exactOptional()
    .meta({ description: 'Asymptotic bounds: where they meet, and users from whom on some wait.' }),
  demands: z.array(demand),
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
  assumptions: z.array(assumption).meta({ description: 'Each with what comes of it being a fifth worse.' }),
  whatIf: z.array(whatIf),
})
