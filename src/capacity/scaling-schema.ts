import { z } from 'zod'
import { count, share } from '../report/schema-figures.js'
import { NODE_TIERS } from './plan/plan-rules.js'

const number = z.number()
const duration = number.nonnegative()

/** The Universal Scalability Law, whatever it goes by. */
const law = {
  contention: share,
  coherency: share,
  gain: number,
  atBound: z.array(z.enum(['contention', 'coherency'])),
}
const interval = z.object({ low: number, high: number })

/** How throughput grows with users, as `capacity.json` holds it. */
export const scalingSchema = z.object({
  kneeUsers: duration.exactOptional().meta({ description: 'Where throughput bends, by Kneedle.' }),
  law: z
    .object({
      ...law,
      intervals: z.object({
        contention: interval.exactOptional(),
        coherency: interval.exactOptional(),
        gain: interval.exactOptional(),
      }),
      peakUsers: duration.exactOptional(),
      peakInterval: interval.exactOptional(),
      peakPerSec: duration.exactOptional(),
      limitPerSec: duration.exactOptional(),
    })
    .exactOptional()
    .meta({ description: 'Universal Scalability Law by users; what lies at infinity is absent.' }),
})

/** How it grows with the nodes of one tier. */
export const nodeScalingSchema = z
  .object({
    tier: z.enum(NODE_TIERS),
    points: z.array(z.object({ nodes: count, users: count, throughputPerSec: duration })),
    law: z
      .object({
        ...law,
        peakNodes: duration.exactOptional(),
      })
      .exactOptional(),
    isPlannedBy: z.boolean().meta({ description: 'From six numbers of nodes on.' }),
  })
  .meta({ description: 'What was held by nodes of one tier, and the Universal Scalability Law by them.' })
