import { z } from 'zod'
import { NODE_SOURCES } from '../metrics/node-span.js'
import { OPERATION_REMARKS, OPERATION_TIERS } from '../verdict/operation-counts.js'
import { count } from './schema-figures.js'

/** One of `operations` in `result.json`. */
export const operationCount = z.object({
  tier: z.enum(OPERATION_TIERS),
  operation: z.string(),
  implied: count.nullable().meta({ description: "By what Tatami's calls are known to cost with warm caches." }),
  sure: count.meta({ description: 'Of the implied ones, those that no cache and no follower changes.' }),
  told: count.nullable().meta({ description: 'By Server-Timing; null where it does not count them.' }),
  source: z.enum(NODE_SOURCES).nullable(),
  counted: count.nullable().meta({ description: "By the tier's servers; null where nobody counted." }),
  difference: z
    .number()
    .nullable()
    .meta({ description: 'Between the last two of implied, told and counted; a share.' }),
  perRequest: z.number().nonnegative().nullable().meta({ description: 'For each request that was sent.' }),
  remark: z.enum(OPERATION_REMARKS).nullable(),
})
