import type { DecayedTimes } from '../../metrics/node-span.js'
import { isSelected, type Selector } from '../../profile/selector.js'
import type { Buckets, OperationReading } from '../node-reader.js'
import { keyOf } from './exposition.js'
import { numberOf, type Sample } from './sample-line.js'

/** A histogram or summary of an exporter that is read as an operation. */
export interface NamedTimes {
  /** What reports call it, such as `read`. */
  readonly operation: string
  /** The metric without `_bucket`, `_sum` or `_count`, and which of its series; those that are meant add up. */
  readonly selector: Selector
  readonly unit: keyof typeof UNITS_US
}

/** How long a metric's unit is, microseconds. */
export const UNITS_US = { s: 1_000_000, ms: 1_000, us: 1 } as const

/** The names of the samples that make up a metric. */
export const partsOf = (metric: string): readonly string[] => [
  metric,
  ...SUFFIXES.map((suffix) => `${metric}${suffix}`),
]

const SUFFIXES = ['_bucket', '_sum', '_count'] as const

/** What the samples say of it; undefined where there is none. Throws an Error with a sentence when they contradict each other. */
export const operationOf = (times: NamedTimes, samples: readonly Sample[]): OperationReading | undefined => {
  const { metric } = times.selector
  const meant = samples.filter(({ labels }) => isSelected(times.selector, labels))
  const named = (suffix: string) => meant.filter(({ name }) => name === `${metric}${suffix}`)
  const unitUs = UNITS_US[times.unit]
  const buckets = bucketsOf(named('_bucket'), unitUs, metric)
  // An exporter that is at work meanwhile may tell a later count beside earlier buckets.
  const wholes = buckets
    ? named('_bucket').filter(({ labels }) => leOf(labels) === Number.POSITIVE_INFINITY)
    : named('_count')
  if (wholes.length === 0) return undefined
  const count = countIn(sumOf(wholes.map(({ value }) => countIn(value, metric))), metric)
  const sums = named('_sum')
  const totalUs = sums.length === wholes.length ? totalOf(sums, unitUs) : undefined
  const decayed = quantilesOf(named(''), unitUs)
  return {
    name: times.operation,
    count,
    ...(totalUs !== undefined && { totalUs }),
    ...(buckets && { buckets }),
    ...(decayed && { decayed }),
  }
}

const bucketsOf = (samples: readonly Sample[], unitUs: number, metric: string): Buckets | undefined => {
  const series = new Map<string, Bound[]>()
  for (const { name, labels, value } of samples) {
    const others = new Map(labels)
    others.delete('le')
    const key = keyOf(name, others)
    const bound = leOf(labels)
    if (bound === undefined || !(bound >= 0))
      throw new Error(`${metric} has a bucket without a bound that a time can have`)
    const bounds = series.get(key) ?? []
    bounds.push({ upToUs: Math.round(bound * unitUs), upTo: countIn(value, metric) })
    series.set(key, bounds)
  }
  const [first, ...others] = [...series.values()].map((bounds) => apart(bounds, metric))
  return first && others.reduce((sum, one) => added(sum, one, metric), first)
}

const leOf = (labels: Sample['labels']): number | undefined => numberOf(labels.get('le') ?? '')

interface Bound {
  readonly upToUs: number
  /** How many took so long at most. */
  readonly upTo: number
}

/** Counts of one bucket each, from those that each contain the ones before. */
const apart = (bounds: readonly Bound[], metric: string): Buckets => {
  const ascending = bounds
    .toSorted((a, b) => a.upToUs - b.upToUs || a.upTo - b.upTo)
    // Bounds that are one in whole microseconds: the last of them holds all of the others.
    .filter(({ upToUs }, i, all) => upToUs !== all[i + 1]?.upToUs)
  if (ascending.at(-1)?.upToUs !== Number.POSITIVE_INFINITY) throw new Error(`${metric} has no bucket up to +Inf`)
  const counts = ascending.map(({ upTo }, i) => upTo - (ascending[i - 1]?.upTo ?? 0))
  if (counts.some((count) => count < 0)) throw new Error(`${metric} has a bucket that counts less than a smaller one`)
  return { upToUs: ascending.map(({ upToUs }) => upToUs), counts }
}

const added = (sum: Buckets, one: Buckets, metric: string): Buckets => {
  if (sum.upToUs.length !== one.upToUs.length || sum.upToUs.some((bound, i) => bound !== one.upToUs[i]))
    throw new Error(`${metric} has series with different buckets, which do not add up; name one of them by its labels`)
  return { upToUs: sum.upToUs, counts: sum.counts.map((count, i) => count + (one.counts[i] ?? 0)) }
}

const countIn = (value: number, metric: string): number => {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${metric} has a count that is no whole number`)
  return value
}

// A sum that is no number, or negative, is none of durations; the counts are good all the same.
const totalOf = (sums: readonly Sample[], unitUs: number): number | undefined => {
  const totalUs = Math.round(sumOf(sums.map(({ value }) => value)) * unitUs)
  const isTime = sums.every(({ value }) => value >= 0) && Number.isSafeInteger(totalUs)
  return isTime ? totalUs : undefined
}

/** Of one series only: percentiles do not add up. */
const quantilesOf = (samples: readonly Sample[], unitUs: number): DecayedTimes | undefined => {
  const series = new Set(samples.map(({ name, labels }) => keyOf(name, withoutQuantile(labels))))
  if (series.size !== 1) return undefined
  const at = (quantile: number): number | undefined => {
    const value = samples.find(({ labels }) => numberOf(labels.get('quantile') ?? '') === quantile)?.value
    return value !== undefined && value >= 0 && Number.isFinite(value) ? Math.round(value * unitUs) : undefined
  }
  const [p50Us, p95Us, p99Us] = [at(0.5), at(0.95), at(0.99)]
  if (p50Us === undefined && p95Us === undefined && p99Us === undefined) return undefined
  return {
    ...(p50Us !== undefined && { p50Us }),
    ...(p95Us !== undefined && { p95Us }),
    ...(p99Us !== undefined && { p99Us }),
  }
}

const withoutQuantile = (labels: Sample['labels']): Sample['labels'] => {
  const others = new Map(labels)
  others.delete('quantile')
  return others
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
