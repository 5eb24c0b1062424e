import type { FeltSample } from './sample.js'
import type { FeltSecond } from './second-record.js'
import { SparseHistogram } from './sparse-histogram.js'

/** Everything counted of one duration that people feel, over a second or over any window. */
export class FeltTotals {
  readonly response = new SparseHistogram()
  readonly failedResponse = new SparseHistogram()

  record({ ok, startUs, endUs }: FeltSample): void {
    const series = ok ? this.response : this.failedResponse
    series.record(endUs - startUs)
  }

  merge(part: FeltSecond): void {
    this.response.mergeEntries(part.response ?? [])
    this.failedResponse.mergeEntries(part.failedResponse ?? [])
  }

  toRecord(subject: number): FeltSecond {
    return {
      subject,
      ...(this.response.count > 0 && { response: this.response.entries() }),
      ...(this.failedResponse.count > 0 && { failedResponse: this.failedResponse.entries() }),
    }
  }

  get clamped(): number {
    return this.response.clamped + this.failedResponse.clamped
  }
}
