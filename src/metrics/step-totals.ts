import { FAILURE_KINDS, type FailureKind, type RequestSample } from './sample.js'
import type { StepSecond } from './second-record.js'
import { SparseHistogram } from './sparse-histogram.js'
import { TIERS, type Tier } from './tier.js'

const COUNTERS = [
  'ok',
  'dropped',
  'unwritten',
  'inFlight',
  'bytesIn',
  'bytesOut',
  'timed',
  'traced',
  'cassandraOperations',
  'elasticsearchOperations',
] as const
const SERIES = ['response', 'service', 'failedResponse'] as const
/** Failures without an answer, or without one in time. */
export const UNANSWERED: ReadonlySet<string> = new Set(['timeout', 'connect', 'tls', 'reset', 'protocol'])

/** Everything counted of one step, over a second or over any window. */
export class StepTotals {
  ok = 0
  dropped = 0
  unwritten = 0
  inFlight = 0
  bytesIn = 0
  bytesOut = 0
  timed = 0
  traced = 0
  /** In the stores, as Server-Timing tells them. */
  cassandraOperations = 0
  elasticsearchOperations = 0
  readonly failed = new Map<FailureKind, number>()
  readonly response = new SparseHistogram()
  readonly service = new SparseHistogram()
  readonly failedResponse = new SparseHistogram()
  readonly tiers = new Map<Tier, SparseHistogram>()
  readonly clipped = new Map<Tier, number>()

  /** All failures, timeouts included. */
  get failures(): number {
    return this.failedResponse.count
  }

  get timedOut(): number {
    return this.failed.get('timeout') ?? 0
  }

  /** Requests that got an answer, right or wrong. */
  get answered(): number {
    return this.ok + answersIn(this.failed)
  }

  /** Requests of which at least the first byte was written, as far as is known. */
  get written(): number {
    return this.ok + this.failures + this.inFlight - this.unwritten
  }

  /** Written, and without an answer when the run ended, or when time was up. */
  get unanswered(): number {
    return this.written - this.answered
  }

  /** Requests that were due. */
  get due(): number {
    return this.ok + this.failures + this.dropped + this.inFlight
  }

  record(sample: RequestSample): void {
    this.bytesIn += sample.bytesIn
    this.bytesOut += sample.bytesOut
    if (sample.outcome === 'dropped') this.dropped++
    else if (sample.outcome === 'in-flight') this.inFlight++
    else if (sample.outcome === 'ok') this.#recordOk(sample)
    else this.#recordFailure(sample, sample.outcome)
  }

  /** Exclusive time in one tier; a negative one is a clock's rounding and counts as zero. */
  recordTier(tier: Tier, us: number): void {
    if (us < 0) addTo(this.clipped, tier, 1)
    this.#tier(tier).record(Math.max(us, 0))
  }

  merge(part: StepSecond): void {
    for (const key of COUNTERS) this[key] += part[key] ?? 0
    for (const key of SERIES) this[key].mergeEntries(part[key] ?? [])
    for (const kind of FAILURE_KINDS) addTo(this.failed, kind, part.failed?.[kind] ?? 0)
    for (const tier of TIERS) {
      const entries = part.tiers?.[tier]
      if (entries) this.#tier(tier).mergeEntries(entries)
      addTo(this.clipped, tier, part.clipped?.[tier] ?? 0)
    }
  }

  toRecord(step: number): StepSecond {
    const tiers = [...this.tiers].map(([tier, histogram]) => [tier, histogram.entries()] as const)
    return {
      step,
      ...Object.fromEntries(COUNTERS.map((key) => [key, this[key]]).filter(([, count]) => count !== 0)),
      ...Object.fromEntries(SERIES.filter((key) => this[key].count > 0).map((key) => [key, this[key].entries()])),
      ...(this.failed.size > 0 && { failed: Object.fromEntries(this.failed) }),
      ...(tiers.length > 0 && { tiers: Object.fromEntries(tiers) }),
      ...(this.clipped.size > 0 && { clipped: Object.fromEntries(this.clipped) }),
    }
  }

  get clamped(): number {
    const series = [...SERIES.map((key) => this[key]), ...this.tiers.values()]
    return series.reduce((sum, { clamped }) => sum + clamped, 0)
  }

  #recordOk(sample: RequestSample): void {
    this.ok++
    this.response.record(sample.endUs - sample.intendedUs)
    if (sample.sentUs >= 0) this.service.record(sample.endUs - sample.sentUs)
    this.#recordAnswer(sample)
  }

  #recordFailure(sample: RequestSample, kind: FailureKind): void {
    addTo(this.failed, kind, 1)
    if (sample.sentUs < 0) this.unwritten++
    this.failedResponse.record(sample.endUs - sample.intendedUs)
    if (!UNANSWERED.has(kind)) this.#recordAnswer(sample)
  }

  #recordAnswer(sample: RequestSample): void {
    const { jettyUs, cassandraUs, elasticsearchUs, traceSeq } = sample
    this.cassandraOperations += Math.max(sample.cassandraOperations, 0)
    this.elasticsearchOperations += Math.max(sample.elasticsearchOperations, 0)
    if (traceSeq > 0) this.traced++
    if (jettyUs < 0 && cassandraUs < 0 && elasticsearchUs < 0) return
    this.timed++
    // Per request first, then into the histogram: percentiles are never subtracted.
    if (jettyUs >= 0) this.recordTier('jetty', jettyUs - Math.max(cassandraUs, 0) - Math.max(elasticsearchUs, 0))
    if (cassandraUs >= 0) this.recordTier('cassandra', cassandraUs)
    if (elasticsearchUs >= 0) this.recordTier('elasticsearch', elasticsearchUs)
  }

  #tier(tier: Tier): SparseHistogram {
    const known = this.tiers.get(tier)
    if (known) return known
    const fresh = new SparseHistogram()
    this.tiers.set(tier, fresh)
    return fresh
  }
}

/** Requests of a stored second that got an answer, right or wrong. */
export const answeredIn = ({ ok = 0, failed = {} }: StepSecond): number => ok + answersIn(Object.entries(failed))

const answersIn = (failed: Iterable<readonly [kind: string, count: number]>): number => {
  let answers = 0
  for (const [kind, count] of failed) if (!UNANSWERED.has(kind)) answers += count
  return answers
}

const addTo = <K>(counts: Map<K, number>, key: K, count: number): void => {
  if (count !== 0) counts.set(key, (counts.get(key) ?? 0) + count)
}
