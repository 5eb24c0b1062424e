import { z } from 'zod'
import { LATE_CAUSES } from '../verdict/late-cause.js'
import { count, distribution, share, us } from './schema-figures.js'

const joiner = z.object({
  traced: count,
  joined: count,
  unmatchedSamples: count,
  unmatchedLines: count,
  malformedLines: count,
})

const timeShare = z.object({ mean: share, worst: share }).nullable().meta({
  description: 'Share of the time: mean of the seconds, and the worst of them. Null: not told by this system.',
})

const shardHealth = z.object({
  shard: z.int().meta({ description: '-1 is the coordinator.' }),
  lag: distribution.nullable(),
  cpuSeconds: z.number().nonnegative(),
  rssBytes: z.number().nonnegative().meta({ description: 'Peak.' }),
  loop: z
    .object({ utilisation: share, busiest: share, longestDelayUs: us })
    .nullable()
    .meta({ description: 'Share of the time in which the event loop had something to do: mean and busiest second.' }),
  gc: z.object({ count, totalUs: us, longestUs: us }),
})

const machine = z
  .object({
    cpu: timeShare,
    busiestCore: timeShare,
    steal: timeShare,
    pressure: timeShare,
    retransmitted: z.object({ segments: count, sent: count }).nullable(),
    listenDrops: count.nullable(),
    listenOverflows: count.nullable(),
    ports: z.object({ peak: count, of: count.nullable() }).nullable(),
  })
  .meta({
    description:
      'The whole machine of the generator over the run. cpu: all cores; steal: time its host kept for others; pressure: time in which a process waited for a core; ports: taken by connections or in TIME_WAIT, at most.',
  })

const late = z
  .object({ seconds: count, firstSecond: count.nullable(), cause: z.enum(LATE_CAUSES).nullable() })
  .meta({ description: 'Seconds whose schedule lag p99 passed lagLimitUs, and what their figures say of it.' })

/** What the load generator itself was doing. */
export const generator = z.object({
  shards: count,
  shardDeaths: z.array(
    z.object({
      shard: z.int(),
      atUs: z.number(),
      cause: z.string(),
      users: count.exactOptional().meta({ description: 'Missing from then on; absent in older runs.' }),
    }),
  ),
  silences: z
    .array(z.object({ shard: z.int(), fromUs: us, toUs: us, users: count }))
    .meta({ description: 'Times in which a shard stood still, by its own clock, and the users that it had.' }),
  lag: distribution.nullable(),
  lagLimitUs: z.number(),
  cpuSeconds: z.number().nonnegative(),
  rssBytes: z.number().nonnegative(),
  handshakes: z.object({ full: count, resumed: count }).nullable(),
  joiner: joiner.nullable(),
  health: z.object({ shards: z.array(shardHealth), machine, late }),
})
