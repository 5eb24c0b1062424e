import { type OperationSpan, type SignalSpan, signalKind } from '../metrics/node-span.js'
import type { NodeReading, OperationReading, SignalReading } from './node-reader.js'

/** What happened between two readings of one node; undefined when it was started anew meanwhile. */
export const readingsApart = (
  before: NodeReading,
  after: NodeReading,
): { readonly operations: readonly OperationSpan[]; readonly signals: readonly SignalSpan[] } | undefined => {
  if (before.startedMs !== after.startedMs && before.startedMs !== undefined && after.startedMs !== undefined)
    return undefined
  const operations = after.operations.map((now) => operationApart(named(before.operations, now.name), now))
  const signals = after.signals.map((now) => signalApart(signalIn(before.signals, now), now))
  if (operations.includes(BACKWARDS) || signals.includes(BACKWARDS)) return undefined
  return {
    operations: operations.filter((operation) => operation !== BACKWARDS),
    signals: signals.filter((signal) => signal !== BACKWARDS),
  }
}

const BACKWARDS = 'backwards'

const named = (all: readonly OperationReading[], name: string) => all.find((one) => one.name === name)

const signalIn = (all: readonly SignalReading[], { name, of }: SignalReading) =>
  all.find((one) => one.name === name && one.of === of)

// What was not there before began at none: servers register a timer with its first use.
const operationApart = (
  before: OperationReading | undefined,
  { name, count, totalUs, buckets, decayed }: OperationReading,
): OperationSpan | typeof BACKWARDS => {
  const gained = count - (before?.count ?? 0)
  const timeUs = totalUs === undefined ? undefined : totalUs - (before?.totalUs ?? 0)
  const gains = buckets?.counts.map((now, i) => now - (before?.buckets?.counts[i] ?? 0))
  if (gained < 0 || (timeUs ?? 0) < 0 || gains?.some((gain) => gain < 0)) return BACKWARDS
  return {
    name,
    count: gained,
    ...(timeUs !== undefined && { totalUs: timeUs }),
    ...(buckets && gains && { buckets: filled(buckets.upToUs, gains) }),
    ...(decayed && { decayed }),
  }
}

const filled = (bounds: readonly number[], gains: readonly number[]): NonNullable<OperationSpan['buckets']> =>
  gains.flatMap((gain, i) => (gain > 0 ? [[finite(bounds[i]), gain] as const] : []))

const finite = (bound = Number.POSITIVE_INFINITY): number | null => (Number.isFinite(bound) ? bound : null)

const signalApart = (before: SignalReading | undefined, now: SignalReading): SignalSpan | typeof BACKWARDS => {
  if (signalKind(now.name).kind === 'gauge') return now
  const gained = now.value - (before?.value ?? 0)
  return gained < 0 ? BACKWARDS : { ...now, value: gained }
}
