import { z } from 'zod'
import { count, us } from '../../report/schema-figures.js'

/** What a witness found after a search, `witness.json` in the run's folder. */
export interface WitnessRecord {
  readonly rounds: readonly WitnessRound[]
}

/** One step asked for in a closed loop, again as soon as its answer came. */
export interface WitnessRound {
  /** Of all steps that can be asked for alone, by their mean service time in the search. */
  readonly role: 'cheapest' | 'dearest'
  readonly step: string
  /** Its mean service time in the search, microseconds. */
  readonly serviceUs: number
  readonly connections: number
  readonly seconds: number
  readonly perSec: number
  readonly failed: number
}

/** The same, checked where it is read. */
export const witnessSchema: z.ZodType<WitnessRecord> = z
  .object({
    rounds: z.array(
      z.object({
        role: z.enum(['cheapest', 'dearest']),
        step: z.string(),
        serviceUs: us,
        connections: count,
        seconds: z.number().nonnegative(),
        perSec: z.number().nonnegative(),
        failed: count,
      }),
    ),
  })
  .meta({ description: 'What autocannon got in a closed loop after the search.' })

/** Its file in a run's folder. */
export const WITNESS_FILE = 'witness.json'
