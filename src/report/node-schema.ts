import { z } from 'zod'
import { NODE_SOURCES, SIGNAL_NAMES } from '../metrics/node-span.js'
import { TIERS } from '../metrics/tier.js'
import { count, us } from './schema-figures.js'

const bound = us.nullable().meta({ description: 'Upper bound of a bucket; null beyond all bounds.' })
const operation = z.object({
  name: z.string(),
  count,
  meanUs: us.nullable(),
  times: z.object({ p50Us: bound, p95Us: bound, p99Us: bound, maxUs: bound }).nullable(),
  decayed: z
    .object({
      p50Us: us.exactOptional(),
      p95Us: us.exactOptional(),
      p99Us: us.exactOptional(),
      maxUs: us.exactOptional(),
    })
    .nullable()
    .meta({ description: "Percentiles of the server's own decaying sample: evidence, of no known interval." }),
})

const named = {
  name: z.enum(SIGNAL_NAMES),
  of: z.string().exactOptional(),
  unit: z.enum(['count', 'bytes', 'us', 'number']),
}
const value = z.number()
const signal = z.union([
  z.object({ ...named, kind: z.literal('counter'), gained: value }),
  z.object({ ...named, kind: z.literal('gauge'), mean: value, most: value, last: value }),
])

/** What one source told of one node. */
export const nodeRow = z.object({
  source: z.enum(NODE_SOURCES),
  tier: z.enum(TIERS),
  node: z.string(),
  knownUs: us.meta({ description: 'Time of which there are figures.' }),
  voids: z.array(z.object({ fromUs: us, toUs: us, reason: z.enum(['unreachable', 'restarted', 'unreadable']) })),
  silences: z
    .array(z.object({ fromUs: us, toUs: us }))
    .exactOptional()
    .meta({ description: 'Times without an answer of which nothing is lacking, since the counters went on.' }),
  operations: z.array(operation),
  signals: z.array(signal),
})
