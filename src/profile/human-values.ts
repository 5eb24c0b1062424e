import { z } from 'zod'
import { parseCount, parseDurationUs, parseShare } from '../base/units.js'

// The message of each of these schemas is a problem's remedy: it says what to write instead.

/** A text that is read into something else; `parse` answers undefined for what is none. */
export const parsedText = <T>(parse: (text: string) => T | undefined, remedy: string) =>
  z.string({ error: remedy }).transform((value, context) => {
    const parsed = parse(value.trim())
    if (parsed !== undefined) return parsed
    context.addIssue({ code: 'custom', message: remedy })
    return z.NEVER
  })

/** A URL of a web server; `remedy` goes on behind `write a URL,`. */
export const httpUrl = (remedy: string) =>
  parsedText(
    (value) => (/^https?:\/\//i.test(value) && URL.canParse(value) ? new URL(value).href : undefined),
    `write a URL, ${remedy}`,
  )

/** A scalar that people write in a form of its own; `parse` answers undefined for what is none. */
export const written = <T>(parse: (value: string | number) => T | undefined, remedy: string) =>
  z.union([z.string(), z.number()], { error: remedy }).transform((value, context) => {
    const parsed = parse(typeof value === 'string' ? value.trim() : value)
    if (parsed !== undefined) return parsed
    context.addIssue({ code: 'custom', message: remedy })
    return z.NEVER
  })

/** A whole number as people write it, `160k`, between two bounds; `example` is of its own kind. */
export const count = (least: number, most: number, example?: string) =>
  written(
    (value) => {
      const number = typeof value === 'number' ? value : parseCount(value)
      return number !== undefined && Number.isSafeInteger(number) && number >= least && number <= most
        ? number
        : undefined
    },
    `give a whole number from ${least} to ${most}${example === undefined ? '' : `, such as ${example}`}`,
  )

/** A duration as people write it, `1h30m`; integer microseconds, not under `leastUs`. */
export const duration = (leastUs: number, least: string) =>
  written((value) => {
    const us = durationUs(value)
    return us !== undefined && us >= leastUs && us <= LONGEST_US ? us : undefined
  }, `give a duration from ${least} to 30 days with its unit, such as 30s, 5m or 1h30m`)

/** Microseconds of a written duration; a bare number has no unit, and zero needs none. */
export const durationUs = (value: string | number): number | undefined =>
  typeof value === 'number' && value !== 0 ? undefined : parseDurationUs(String(value))

/** A share as people write it, `20%` or `0.2`; 0 to 1. */
export const share = () =>
  written((value) => {
    const number = typeof value === 'number' ? value : parseShare(value)
    return number !== undefined && number >= 0 && number <= 1 ? number : undefined
  }, 'give a share from 0% to 100%, such as 20% or 0.2')

/** How often in an hour; fractions are allowed. */
export const perHour = () => {
  const error = 'give a number from 0 to 3600'
  return z.number({ error }).min(0, { error }).max(3_600, { error })
}

/** Yes or no. */
export const yesNo = () => z.boolean({ error: 'write true or false' })

/** A text of at least one character. */
export const text = (error: string, longest = 1_000) => z.string({ error }).min(1, { error }).max(longest, { error })

/** A list of texts, or one text with commas between them, as the environment gives it. */
export const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .union([z.string(), z.array(z.string({ error: 'write a text' }))], { error: 'write a list of texts' })
    .transform((value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value))
    .pipe(z.array(item))

const LONGEST_US = 30 * 86_400_000_000
