import { lagsOf, type SecondRecord, type StepSecond } from '../metrics/second-record.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'

/** What is shown of a stretch of the run, added up from the records that came in during it. */
export class Figures {
  /** Sent, whatever came of them. */
  requests = 0
  failed = 0
  dropped = 0
  bytesIn = 0
  bytesOut = 0
  readonly failedByKind = new Map<string, number>()
  readonly #response = new SparseHistogram()
  readonly #lag = new SparseHistogram()

  add(record: SecondRecord): void {
    for (const step of record.steps ?? []) this.#addStep(step)
    for (const lag of lagsOf(record)) this.#lag.mergeEntries(lag)
  }

  /** Response time of what succeeded; undefined when nothing did. */
  get p99Us(): number | undefined {
    return this.#response.percentile(99)
  }

  get lagP99Us(): number | undefined {
    return this.#lag.percentile(99)
  }

  #addStep({
    ok = 0,
    inFlight = 0,
    failed = {},
    dropped = 0,
    bytesIn = 0,
    bytesOut = 0,
    response = [],
  }: StepSecond): void {
    this.requests += ok + inFlight
    this.dropped += dropped
    this.bytesIn += bytesIn
    this.bytesOut += bytesOut
    this.#response.mergeEntries(response)
    for (const [kind, count] of Object.entries(failed)) this.#addFailed(kind, count)
  }

  #addFailed(kind: string, count: number): void {
    this.requests += count
    this.failed += count
    this.failedByKind.set(kind, (this.failedByKind.get(kind) ?? 0) + count)
  }
}
