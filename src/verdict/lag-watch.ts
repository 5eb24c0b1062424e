import { durationText, roundDurationText, spanText } from '../base/quantity-text.js'
import { HealthSeconds } from '../metrics/health-seconds.js'
import { lagsOf, type SecondRecord } from '../metrics/second-record.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'
import { lateCauseText } from './late-cause.js'

// Lag is told when a request goes out, so that of a held-up shard comes in long after its second.
const KEPT_SECONDS = 60
const SECOND_US = 1_000_000

/** Says once, as soon as it is known, that the schedule lag of a whole second passed its limit. */
export class LagWatch {
  readonly #limitUs: number
  readonly #lags = new Map<number, SparseHistogram>()
  /** Seconds about which something came in since they were judged. */
  readonly #unjudged = new Set<number>()
  readonly #health = new HealthSeconds()
  #isSaid = false

  constructor(limitUs: number) {
    this.#limitUs = limitUs
  }

  /** The sentence, the first time that one of the seconds which are over was late. */
  announcementAfter(records: readonly SecondRecord[], runUs: number): string | undefined {
    if (this.#isSaid) return undefined
    for (const record of records) this.#add(record)
    for (const second of this.#unjudged) {
      if ((second + 1) * SECOND_US > runUs) continue
      this.#unjudged.delete(second)
      const p99Us = this.#lags.get(second)?.percentile(99) ?? 0
      if (p99Us > this.#limitUs) return this.#said(second, p99Us)
    }
    this.#forgetBefore(Math.floor(runUs / SECOND_US) - KEPT_SECONDS)
    return undefined
  }

  #forgetBefore(second: number): void {
    this.#health.forgetBefore(second)
    for (const known of this.#lags.keys()) if (known < second) this.#lags.delete(known)
  }

  #add(record: SecondRecord): void {
    this.#health.add(record)
    for (const entries of lagsOf(record)) {
      const lag = this.#lags.get(record.second) ?? new SparseHistogram()
      this.#lags.set(record.second, lag)
      this.#unjudged.add(record.second)
      lag.mergeEntries(entries)
    }
  }

  #said(second: number, p99Us: number): string {
    this.#isSaid = true
    this.#lags.clear()
    this.#unjudged.clear()
    const lag = `schedule lag p99 ${durationText(p99Us)}, over the limit of ${roundDurationText(this.#limitUs)}`
    const cause = lateCauseText(this.#health.at([second]), this.#limitUs)
    const when = second === 0 ? 'from the start' : `${spanText(second * SECOND_US)} after the start`
    return `the generator was late ${when} (${lag}): ${cause}`
  }
}
