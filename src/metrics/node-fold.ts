import {
  type DecayedTimes,
  type NodeSpan,
  type OperationSpan,
  type SignalSpan,
  signalKind,
  type VoidReason,
} from './node-span.js'

/** What one source told of one node over the run. */
export interface NodeTotals extends Pick<NodeSpan, 'source' | 'tier' | 'node'> {
  /** Time of which there are figures, microseconds. */
  readonly knownUs: number
  readonly voids: readonly { readonly fromUs: number; readonly toUs: number; readonly reason: VoidReason }[]
  /** Times without an answer of which nothing is lacking. */
  readonly silences: readonly NonNullable<NodeSpan['silence']>[]
  readonly operations: ReadonlyMap<string, OperationTotals>
  /** By `signalKey`. */
  readonly signals: ReadonlyMap<string, SignalTotals>
}

export interface OperationTotals {
  readonly count: number
  /** Undefined when the source tells no times, or not of all of them. */
  readonly totalUs: number | undefined
  /** Operations by upper bound of their bucket, infinite for the last; empty without a distribution. */
  readonly buckets: ReadonlyMap<number, number>
  /** As they stood last. */
  readonly decayed: DecayedTimes | undefined
}

export interface SignalTotals extends Pick<SignalSpan, 'name' | 'of'> {
  /** A counter's gain. */
  readonly gained: number
  /** A gauge's values, as they stood when it was read. */
  readonly readings: number
  readonly sum: number
  readonly most: number
  readonly last: number
}

export const signalKey = ({ name, of }: Pick<SignalSpan, 'name' | 'of'>): string => `${name} ${of ?? ''}`

/** Adds up what was told of each node. */
export class NodeFold {
  readonly #nodes = new Map<string, GrowingTotals>()

  add(spans: readonly NodeSpan[] = []): void {
    for (const span of spans) addSpan(this.#of(span), span)
  }

  /** In the order in which they were first heard of. */
  get nodes(): readonly NodeTotals[] {
    return [...this.#nodes.values()]
  }

  #of({ source, tier, node }: NodeSpan): GrowingTotals {
    const key = `${source} ${tier} ${node}`
    const known = this.#nodes.get(key)
    if (known) return known
    const times = { knownUs: 0, knownToUs: 0, voids: [], silences: [] }
    const fresh = { source, tier, node, ...times, operations: new Map(), signals: new Map() }
    this.#nodes.set(key, fresh)
    return fresh
  }
}

type Growing<T> = { -readonly [K in keyof T]: T[K] }
interface GrowingTotals extends Growing<Omit<NodeTotals, 'voids' | 'silences' | 'operations' | 'signals'>> {
  readonly voids: NodeTotals['voids'][number][]
  readonly silences: NodeTotals['silences'][number][]
  knownToUs: number
  readonly operations: Map<string, GrowingOperation>
  readonly signals: Map<string, Growing<SignalTotals>>
}
interface GrowingOperation extends Growing<Omit<OperationTotals, 'buckets'>> {
  readonly buckets: Map<number, number>
}

const addSpan = (totals: GrowingTotals, span: NodeSpan): void => {
  const { fromUs, toUs } = span
  if (span.silence) totals.silences.push(span.silence)
  if (span.void) {
    totals.voids.push({ fromUs, toUs, reason: span.void })
    return
  }
  // Figures of one node that are asked for one after the other tell of the same time.
  totals.knownUs += Math.max(0, toUs - Math.max(fromUs, totals.knownToUs))
  totals.knownToUs = Math.max(totals.knownToUs, toUs)
  for (const operation of span.operations ?? []) addOperation(totals.operations, operation)
  for (const signal of span.signals ?? []) addSignal(totals.signals, signal)
}

const addOperation = (
  all: Map<string, GrowingOperation>,
  { name, count, totalUs, buckets, decayed }: OperationSpan,
) => {
  const known = all.get(name) ?? { count: 0, totalUs: 0, buckets: new Map(), decayed: undefined }
  all.set(name, known)
  known.count += count
  known.totalUs = known.totalUs === undefined || totalUs === undefined ? undefined : known.totalUs + totalUs
  known.decayed = decayed ?? known.decayed
  for (const [bound, gained] of buckets ?? []) {
    const upToUs = bound ?? Number.POSITIVE_INFINITY
    known.buckets.set(upToUs, (known.buckets.get(upToUs) ?? 0) + gained)
  }
}

const addSignal = (all: Map<string, Growing<SignalTotals>>, signal: SignalSpan): void => {
  const { name, of, value } = signal
  const key = signalKey(signal)
  const known = all.get(key) ?? { name, ...(of !== undefined && { of }), ...NO_READINGS }
  all.set(key, known)
  if (signalKind(name).kind === 'counter') known.gained += value
  known.readings++
  known.sum += value
  known.most = Math.max(known.most, value)
  known.last = value
}

const NO_READINGS = { gained: 0, readings: 0, sum: 0, most: Number.NEGATIVE_INFINITY, last: 0 }
