import type { DecayedTimes } from '../../metrics/node-span.js'
import { valueAt } from '../foreign-json.js'

/** Names under which a library tells the parts of a timer. */
export type TimeKeys = Readonly<Record<keyof DecayedTimes, string>>

/**
 * Percentiles of a timer's own sample as microseconds; undefined when its unit is unknown or nothing was timed. The sample
 * forgets slowly, so they are of no interval, and those of two servers cannot be put together.
 */
export const decayedTimes = (durations: unknown, unit: unknown, keys: TimeKeys): DecayedTimes | undefined => {
  const usEach = typeof unit === 'string' ? US_EACH.get(unit.toLowerCase()) : undefined
  if (usEach === undefined) return undefined
  const us = (key: string): number | undefined => microseconds(valueAt(durations, key), usEach)
  const p50Us = us(keys.p50Us)
  const p95Us = us(keys.p95Us)
  const p99Us = us(keys.p99Us)
  const maxUs = us(keys.maxUs)
  if (p50Us === undefined && p95Us === undefined && p99Us === undefined && maxUs === undefined) return undefined
  return {
    ...(p50Us !== undefined && { p50Us }),
    ...(p95Us !== undefined && { p95Us }),
    ...(p99Us !== undefined && { p99Us }),
    ...(maxUs !== undefined && { maxUs }),
  }
}

/** Java's TimeUnit, as the libraries write it. */
const US_EACH: ReadonlyMap<string, number> = new Map([
  ['nanoseconds', 1e-3],
  ['microseconds', 1],
  ['milliseconds', 1e3],
  ['seconds', 1e6],
  ['minutes', 6e7],
  ['hours', 3.6e9],
  ['days', 8.64e10],
])

const microseconds = (value: unknown, usEach: number): number | undefined => {
  if (typeof value !== 'number' || !(value >= 0)) return undefined
  const us = Math.round(value * usEach)
  return Number.isSafeInteger(us) ? us : undefined
}
