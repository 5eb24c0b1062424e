import { z } from 'zod'
import { count, us } from './schema-figures.js'

/** What Riemann told of something on the platform. */
export const platformEvent = z.object({
  atUs: us.meta({ description: 'Run time at which it came.' }),
  host: z.string(),
  service: z.string(),
  state: z
    .string()
    .meta({ description: "Such as `ok` or `critical`, by the platform's own rules; empty without one." }),
  description: z.string(),
  isNewHost: z
    .literal(true)
    .exactOptional()
    .meta({ description: 'Nothing was known of the host before: it may have joined during the run.' }),
})

const server = z.string()

/** What came of telling and hearing Riemann. */
export const riemannReport = z.object({
  output: z
    .object({ server, taken: count, refused: count, unanswered: count, dropped: count })
    .exactOptional()
    .meta({ description: 'Events that were sent: those it took, refused or left unanswered, and those never sent.' }),
  index: z
    .object({ server, kept: count, leftOut: count, malformed: count, deafMs: z.number().nonnegative() })
    .exactOptional()
    .meta({ description: 'Events that were heard; `leftOut`: more than a report bears.' }),
})
