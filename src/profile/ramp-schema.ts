import { z } from 'zod'
import { parseCount } from '../base/units.js'
import type { Ramp } from './event-profile.js'
import { count, duration, durationUs, written } from './human-values.js'

const REMEDY = 'write a duration such as 15m, a rate such as 200/s, or shape, duration or rate, and steps'
const RATE_REMEDY = 'write arrivals a second, such as 200/s'

/** How fast users arrive: all within a time, or so many a second. */
export type Pace =
  | { readonly kind: 'duration'; readonly durationUs: number }
  | { readonly kind: 'rate'; readonly perSec: number }

/** What one source says of the ramp; shape and steps stay when another one changes the pace. */
export interface RampDraft {
  readonly pace?: Pace
  readonly shape?: Ramp['kind']
  readonly steps?: number
}

const shaped = z
  .strictObject({
    shape: z
      .enum(['linear', 'stairs', 'spike'], { error: 'the shapes are linear, stairs and spike' })
      .optional()
      .meta({ description: 'linear, stairs (bursts with plateaus between them) or spike.' }),
    duration: duration(0, '0')
      .optional()
      .meta({ description: 'All users arrive within this time; in place of a rate.', example: '15m' }),
    rate: written((value) => parseRate(value), RATE_REMEDY)
      .optional()
      .meta({ description: 'Arrivals a second, 200/s.' }),
    steps: count(1, 1_000).optional().meta({ description: 'Number of stairs.' }),
  })
  .superRefine(({ duration, rate }, context) => {
    if (duration === undefined || rate === undefined) return
    context.addIssue({ code: 'custom', path: ['rate'], message: 'give a duration or a rate, not both' })
  })
  .transform(({ duration, rate, shape, steps }): RampDraft => {
    const pace = rate ?? (duration === undefined ? undefined : { kind: 'duration' as const, durationUs: duration })
    return { ...(pace && { pace }), ...(shape && { shape }), ...(steps !== undefined && { steps }) }
  })

/** The key `ramp` of a profile: a pace, or a pace with a shape. */
export const rampSchema = z
  .union([written((value) => parsePace(value), REMEDY).transform((pace): RampDraft => ({ pace })), shaped], {
    error: REMEDY,
  })
  .meta({ description: 'How users arrive: a duration (15m), a rate (200/s), or an object with a shape.' })

const parsePace = (value: string | number): Pace | undefined => {
  const us = durationUs(value)
  return us === undefined ? parseRate(value) : { kind: 'duration', durationUs: us }
}

const parseRate = (value: string | number): Extract<Pace, { kind: 'rate' }> | undefined => {
  const [, number = ''] = /^([\d.]+k?)\s*(?:users)?\s*\/\s*s$/i.exec(String(value)) ?? []
  const perSec = parseCount(number) ?? Number(number || Number.NaN)
  return perSec > 0 && perSec <= 1_000_000 ? { kind: 'rate', perSec } : undefined
}
