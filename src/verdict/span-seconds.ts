import { randomStream } from '../base/random.js'
import { bootstrap, type Interval, intervalOf } from '../metrics/confidence/bootstrap.js'
import { SecondSeries } from '../metrics/confidence/second-series.js'
import { percentileOf, ratioOf, type SecondsStatistic } from '../metrics/confidence/statistics.js'
import type { SecondRecord } from '../metrics/second-record.js'
import type { Objective, Span } from './objective.js'
import { latenciesOf } from './reading.js'
import { SpanSamples } from './span-samples.js'

/** Shortest span of whose seconds it can be told how they hang together. */
const LEAST_US = 120_000_000

/** One span's samples by the second, to tell how far the value of an SLO can be trusted. */
export class SpanSeconds {
  readonly #objective: Objective
  readonly #first: number
  readonly #latencies = new SecondSeries()
  readonly #above: number[] = []
  readonly #under: number[] = []

  constructor(objective: Objective, { fromUs }: Span) {
    this.#objective = objective
    this.#first = Math.ceil(fromUs / 1_000_000)
  }

  add(record: SecondRecord): void {
    const { source, statistic } = this.#objective
    const samples = new SpanSamples()
    samples.add(record, source)
    const at = record.second - this.#first
    const latencies = statistic.kind === 'errors' ? undefined : latenciesOf(this.#objective, samples)
    if (statistic.kind === 'percentile') this.#latencies.add(at, latencies?.entries() ?? [])
    else if (latencies) this.#addPair(at, (latencies.mean() ?? 0) * latencies.count, latencies.count)
    else this.#addPair(at, samples.failed.count, samples.ended)
  }

  /** Where the value lies with 95 % confidence; undefined where the seconds are too few to tell. */
  interval(seed: number): Interval | undefined {
    const { expression, statistic } = this.#objective
    const drawn = bootstrap(this.#statistic(statistic), randomStream(seed, 'bootstrap', expression, this.#first))
    return drawn && intervalOf(drawn)
  }

  #statistic(statistic: Objective['statistic']): SecondsStatistic {
    return statistic.kind === 'percentile'
      ? percentileOf([this.#latencies], statistic.percentage)
      : ratioOf([{ above: this.#above, under: this.#under }])
  }

  #addPair(at: number, above: number, under: number): void {
    for (const [list, more] of [
      [this.#above, above],
      [this.#under, under],
    ] as const) {
      while (list.length <= at) list.push(0)
      list[at] = (list[at] ?? 0) + more
    }
  }
}

/**
 * Whether a span is judged by bootstrap. The largest of all values has no interval that draws from them could give, users are no sum over
 * records, and what must be equal is equal or not.
 */
export const hasSeconds = ({ statistic, source, op }: Objective, { fromUs, toUs }: Span): boolean =>
  toUs - fromUs >= LEAST_US && statistic.kind !== 'max' && source.kind !== 'users' && op !== '='
