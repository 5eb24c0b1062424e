import type { SecondRecord } from '../metrics/second-record.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'
import type { Source } from './objective.js'

/** The samples that one SLO asks for, over one span. */
export class SpanSamples {
  readonly succeeded = new SparseHistogram()
  readonly failed = new SparseHistogram()
  #ok = 0

  /** Requests or felt durations that came to an end, well or not. */
  get ended(): number {
    return this.#ok + this.failed.count
  }

  add(record: SecondRecord, source: Source): void {
    switch (source.kind) {
      case 'felt':
        this.#addFelt(record, source.subject)
        break
      case 'steps':
        this.#addSteps(record, source)
        break
      case 'tier':
        for (const { tiers } of record.steps ?? []) this.succeeded.mergeEntries(tiers?.[source.tier] ?? [])
        break
      case 'users':
        break
    }
  }

  /**
   * What latency is judged on. A failure that took the bound or longer certainly missed it and counts at the time it
   * took (right-censored), or a platform could meet a p99 by timing out; a quicker one says nothing about latency.
   */
  judgedAgainst(boundUs: number): SparseHistogram {
    const judged = new SparseHistogram()
    judged.merge(this.succeeded)
    judged.mergeAtLeast(this.failed, boundUs)
    return judged
  }

  #addFelt(record: SecondRecord, subject: number): void {
    for (const part of record.felt ?? []) {
      if (part.subject !== subject) continue
      this.succeeded.mergeEntries(part.response ?? [])
      this.failed.mergeEntries(part.failedResponse ?? [])
    }
    this.#ok = this.succeeded.count
  }

  #addSteps(record: SecondRecord, { steps, series }: Extract<Source, { kind: 'steps' }>): void {
    for (const part of record.steps ?? []) {
      if (!steps.includes(part.step)) continue
      this.#ok += part.ok ?? 0
      this.succeeded.mergeEntries(part[series] ?? [])
      this.failed.mergeEntries(part.failedResponse ?? [])
    }
  }
}
