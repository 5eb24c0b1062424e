import { z } from 'zod'
import { CROSS_CHECK_CODES, CROSS_CHECK_UNITS } from '../verdict/cross-checks/cross-check.js'

/** One of `crossChecks` in `result.json`. */
export const crossCheck = z.discriminatedUnion('applies', [
  z.object({
    code: z.enum(CROSS_CHECK_CODES),
    name: z.string(),
    applies: z.literal(true),
    ok: z.boolean().meta({ description: 'Found lies from low to high; else the run is invalid.' }),
    unit: z.enum(CROSS_CHECK_UNITS),
    expected: z.number(),
    found: z.number(),
    low: z.number(),
    high: z.number(),
    tolerance: z.string().meta({ description: 'What leaves the room from low to high, in words.' }),
  }),
  z.object({ code: z.enum(CROSS_CHECK_CODES), name: z.string(), applies: z.literal(false), reason: z.string() }),
])
