import { z } from 'zod'
import { TIERS } from '../metrics/tier.js'
import { count, share, us } from '../report/schema-figures.js'
import { sloStatus, sloTerms } from '../report/verdict-schema.js'
import { analysisSchema } from './analysis-schema.js'
import { CAPACITY_SCHEMA, type CapacityResult } from './capacity-result.js'
import { NODE_LIMITS } from './measured-step.js'
import { nodeScalingSchema, scalingSchema } from './scaling-schema.js'
import { witnessSchema } from './witness/witness-record.js'

const number = z.number()
const duration = z.number().nonnegative()

const times = z
  .object({ meanUs: duration, p50Us: us, p95Us: us, p99Us: us })
  .meta({ id: 'times', description: 'Of the requests that succeeded, microseconds; 0 without any.' })

const stop = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finished') }),
  z.object({ kind: z.literal('interrupted') }),
  z.object({ kind: z.literal('cut') }),
  z.object({ kind: z.literal('aborted'), reason: z.string() }),
  z.object({ kind: z.literal('broken'), reason: z.string() }),
])

const search = z
  .object({
    steps: z.array(count).readonly().exactOptional(),
    maxUsers: count,
    resolution: share,
    targetUsers: count,
    rampPerSec: duration,
    shortestUs: us,
    longestUs: us,
    whatIf: z.array(z.string()).readonly().exactOptional(),
    planRules: z.array(z.string()).readonly().exactOptional(),
  })
  .meta({ description: 'What the search was asked for.' })

const run = z.object({
  name: z.string().meta({ description: "Its folder's name." }),
  profile: z.string(),
  startedAt: z.string().meta({ description: 'ISO 8601, UTC.' }),
  durationUs: us,
  seed: number,
  target: z.object({ url: z.string(), kind: z.enum(['rehearsal', 'external']), description: z.string() }),
  stop,
  search: search.exactOptional(),
})

const objective = z.object({
  ...sloTerms,
  status: sloStatus,
  isWeak: z.boolean().meta({ description: 'Passed, on too few samples to be sure.' }),
  value: number.nullable().meta({ description: 'In its unit; null without a sample.' }),
  lower: number.nullable().meta({ description: 'Of the confidence interval; null where none can be told.' }),
  upper: number.nullable(),
  samples: count,
  moreUs: us.exactOptional().meta({ description: 'How much longer the step would have to last to decide it.' }),
})

const use = z.object({
  limit: z.enum(NODE_LIMITS),
  used: duration,
  idle: duration.exactOptional(),
  allowed: duration.exactOptional(),
})

const tier = z.object({
  name: z.enum(TIERS),
  nodes: count,
  exclusiveMeanUs: duration.meta({
    description: 'Mean over all requests, those that did not touch the tier included.',
  }),
  operationsPerRequest: duration,
  utilisation: share.exactOptional(),
  queued: duration.exactOptional(),
  slotsPerNode: duration.exactOptional(),
  uses: z.array(use).readonly().exactOptional(),
})

const measured = z.object({
  users: duration.meta({ description: 'Logged in, mean over the window.' }),
  throughputPerSec: duration,
  windowUs: us,
  response: times,
  objectives: z.array(
    z.object({
      text: z.string(),
      boundUs: duration,
      valueUs: duration,
      interval: z.object({ lowUs: duration, highUs: duration }).exactOptional(),
    }),
  ),
  tiers: z.array(tier),
  handshakes: z.object({ perSec: duration, resumedShare: share }).exactOptional(),
})

const step = z.object({
  run: count.meta({ description: 'Place among `runs`.' }),
  planned: count,
  span: z.object({ users: count, rampFromUs: us, fromUs: us, toUs: us }),
  cutUs: us.meta({ description: 'Warm-up, left out of all figures.' }),
  outcome: z.enum(['pass', 'fail', 'inconclusive', 'invalid']),
  isSteady: z.boolean(),
  lagP99Us: us.nullable(),
  lagLimitUs: duration,
  failedShare: share.nullable(),
  service: times,
  objectives: z.array(objective),
  measured,
})

/** The shape of `capacity.json`, held to the interface by the compiler. Readers must let fields pass that they do not know. */
export const capacitySchema: z.ZodType<CapacityResult> = z.object({
  schema: z.literal(CAPACITY_SCHEMA),
  tool: z.object({ version: z.string(), node: z.string() }),
  runs: z.array(run),
  slos: z.array(z.string()),
  targetUsers: count,
  verdict: z.object({
    status: z.enum(['held', 'missed', 'undecided', 'invalid', 'interrupted']),
    answer: z.string(),
    reasons: z.array(z.string()),
  }),
  limit: z
    .object({ held: count.exactOptional(), missed: count.exactOptional() })
    .meta({ description: 'The most users that were held below all that were not, and the fewest that were not.' }),
  end: z.enum(['resolved', 'all-held', 'none-held', 'list-done', 'generator-late', 'unfinished']),
  steps: z.array(step).meta({ description: 'By users, ascending.' }),
  capacity: z
    .object({ users: count, by: z.enum(['slo', 'knee', 'peak']) })
    .exactOptional()
    .meta({ description: "The smallest of the SLOs' limit, the knee and the peak of throughput." }),
  scaling: scalingSchema,
  nodeScaling: nodeScalingSchema.exactOptional(),
  analysis: analysisSchema.exactOptional(),
  witness: witnessSchema.exactOptional(),
})

/** The same as JSON Schema (2020-12), for `docs/schemas/capacity.schema.json` and `tatami-load schema capacity`. */
export const capacityJsonSchema = () => ({
  title: 'Capacity found by tatami-load',
  description: 'Durations are microseconds. Fields may be added without a new version.',
  ...z.toJSONSchema(capacitySchema, { io: 'input' }),
})
