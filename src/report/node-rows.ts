import { bucketTimes } from '../metrics/bucket-quantiles.js'
import type { NodeTotals, OperationTotals, SignalTotals } from '../metrics/node-fold.js'
import { type DecayedTimes, signalKind } from '../metrics/node-span.js'
import { TIERS } from '../metrics/tier.js'
import type { NodeOperation, NodeRow, NodeSignal } from './node-result.js'

/** One row for each source of each node, by tier, so that nodes of a tier stand side by side. */
export const nodeRows = (nodes: readonly NodeTotals[]): NodeRow[] =>
  [...nodes]
    .sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || compare(a.source, b.source))
    .map(({ source, tier, node, knownUs, voids, silences, operations, signals }) => ({
      source,
      tier,
      node,
      knownUs,
      voids,
      ...(silences.length > 0 && { silences }),
      operations: [...operations].map(([name, totals]) => operationOf(name, totals)),
      signals: [...signals.values()].map(signalOf),
    }))

const operationOf = (name: string, { count, totalUs, buckets, decayed }: OperationTotals): NodeOperation => {
  const times = bucketTimes(buckets)
  return {
    name,
    count,
    meanUs: totalUs === undefined || count === 0 ? null : Math.round(totalUs / count),
    // What lies beyond all bounds has no number.
    times: times && {
      p50Us: finite(times.p50Us),
      p95Us: finite(times.p95Us),
      p99Us: finite(times.p99Us),
      maxUs: finite(times.maxUs),
    },
    decayed: decayed ? rounded(decayed) : null,
  }
}

const signalOf = ({ name, of, gained, readings, sum, most, last }: SignalTotals): NodeSignal => {
  const { kind, unit } = signalKind(name)
  const figures = kind === 'counter' ? { kind, gained } : { kind, mean: sum / readings, most, last }
  return { name, ...(of !== undefined && { of }), unit, ...figures }
}

// Some servers count in nanoseconds.
const finite = (us: number): number | null => (Number.isFinite(us) ? Math.round(us) : null)

const rounded = (times: DecayedTimes): DecayedTimes =>
  Object.fromEntries(Object.entries(times).map(([name, us]) => [name, Math.round(us)]))

// By code unit: the same everywhere, whatever the machine's language.
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
