import { z } from 'zod'
import { count, us } from './schema-figures.js'

/** What an SLO asks for. */
export const sloTerms = {
  expression: z.string(),
  unit: z.enum(['us', 'ratio']),
  op: z.enum(['<', '<=', '>', '>=', '=']),
  bound: z.number(),
}

/** What came of it. */
export const sloStatus = z.enum(['pass', 'fail', 'inconclusive'])

const slo = z.object({
  ...sloTerms,
  status: sloStatus,
  value: z.number().nullable().meta({ description: 'In its unit; null without a sample.' }),
  method: z.enum(['bootstrap', 'order-statistics', 'value']).meta({
    description:
      '`bootstrap`: met or missed only where all of the interval is. Others: by the value, which is weak on too few samples for its quantile.',
  }),
  interval: z
    .object({ lower: z.number(), upper: z.number() })
    .exactOptional()
    .meta({ description: 'Where the value lies with 95 % confidence, in its unit; by bootstrap alone.' }),
  moreUs: us
    .exactOptional()
    .meta({ description: 'How much longer the run would have to last until the SLO is decided, about.' }),
  over: z.string().meta({ description: 'The part of the run that counts, in words: `hold`, `whole run`.' }),
  weak: z.boolean().meta({ description: 'Too few samples for the quantile at 95 % confidence.' }),
  samples: count,
  failed: count.meta({ description: 'Requests or felt durations that failed.' }),
  lagUs: us
    .exactOptional()
    .meta({ description: 'Of a latency that was missed: the same statistic of the schedule lag where it was missed.' }),
})

/** What a run's verdict is, and by what. */
export const verdict = z.object({
  status: z.enum(['pass', 'fail', 'inconclusive', 'invalid', 'interrupted']),
  reasons: z.array(z.string()),
  slos: z.array(slo),
})
