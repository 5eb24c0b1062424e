import { FeltTotals } from './felt-totals.js'
import { OpenedConnections } from './opened-connections.js'
import type { Sample } from './sample.js'
import { lagsOf, type NginxTimes, type Reconciled, type SecondRecord } from './second-record.js'
import { SparseHistogram } from './sparse-histogram.js'
import { StepTotals } from './step-totals.js'
import { TIERS, type Tier } from './tier.js'

/** All series and counters over a second or over any window; adding up seconds gives the same as counting at once. */
export class Totals {
  readonly steps = new Map<number, StepTotals>()
  readonly felt = new Map<number, FeltTotals>()
  readonly lag = new SparseHistogram()
  readonly opened = new OpenedConnections()
  /** Response times of traced requests that succeeded. */
  readonly traced = new SparseHistogram()
  /** Times in a tier by OpenTelemetry spans, which stand beside those of the steps. */
  readonly spanTimes = new Map<Tier, SparseHistogram>()
  nginxTimes: NginxTimes = { requests: 0, totalMs: 0, totalSquareMs: 0 }
  reconciled: Reconciled = { requests: 0, serviceUs: 0, tiersUs: 0 }
  #storedClamped = 0

  record(sample: Sample): void {
    switch (sample.kind) {
      case 'request':
        this.step(sample.step).record(sample)
        if (sample.traceSeq > 0 && sample.outcome === 'ok') this.traced.record(sample.endUs - sample.intendedUs)
        break
      case 'felt':
        this.subject(sample.subject).record(sample)
        break
      case 'lag':
        this.lag.record(sample.lagUs)
        break
    }
  }

  merge(record: SecondRecord): void {
    for (const part of record.steps ?? []) this.step(part.step).merge(part)
    for (const part of record.felt ?? []) this.subject(part.subject).merge(part)
    for (const lag of lagsOf(record)) this.lag.mergeEntries(lag)
    if (record.opened) this.opened.merge(record.opened)
    if (record.reconciled) this.addReconciled(record.reconciled)
    if (record.traced) this.traced.mergeEntries(record.traced)
    if (record.nginxTimes) this.addNginxTimes(record.nginxTimes)
    for (const tier of TIERS) {
      const entries = record.spanTimes?.[tier]
      if (entries) this.#spanTimes(tier).mergeEntries(entries)
    }
    this.#storedClamped += record.clamped ?? 0
  }

  addReconciled({ requests, serviceUs, tiersUs }: Reconciled): void {
    const sum = this.reconciled
    this.reconciled = {
      requests: sum.requests + requests,
      serviceUs: sum.serviceUs + serviceUs,
      tiersUs: sum.tiersUs + tiersUs,
    }
  }

  addNginxTimes({ requests, totalMs, totalSquareMs }: NginxTimes): void {
    const sum = this.nginxTimes
    this.nginxTimes = {
      requests: sum.requests + requests,
      totalMs: sum.totalMs + totalMs,
      totalSquareMs: sum.totalSquareMs + totalSquareMs,
    }
  }

  toRecord(second: number): SecondRecord {
    const opened = this.opened.entries()
    const spanTimes = [...this.spanTimes].map(([tier, histogram]) => [tier, histogram.entries()] as const)
    return {
      second,
      ...(this.steps.size > 0 && { steps: [...this.steps].map(([step, totals]) => totals.toRecord(step)) }),
      ...(this.felt.size > 0 && { felt: [...this.felt].map(([subject, totals]) => totals.toRecord(subject)) }),
      ...(this.lag.count > 0 && { lag: this.lag.entries() }),
      ...(opened && { opened }),
      ...(this.reconciled.requests > 0 && { reconciled: this.reconciled }),
      ...(this.traced.count > 0 && { traced: this.traced.entries() }),
      ...(this.nginxTimes.requests > 0 && { nginxTimes: this.nginxTimes }),
      ...(spanTimes.length > 0 && { spanTimes: Object.fromEntries(spanTimes) }),
      ...(this.clamped > 0 && { clamped: this.clamped }),
    }
  }

  get clamped(): number {
    const parts = [...this.steps.values(), ...this.felt.values(), this.lag]
    return parts.reduce((sum, { clamped }) => sum + clamped, this.#storedClamped)
  }

  recordSpanTime(tier: Tier, us: number): void {
    this.#spanTimes(tier).record(us)
  }

  step(step: number): StepTotals {
    return known(this.steps, step, () => new StepTotals())
  }

  subject(subject: number): FeltTotals {
    return known(this.felt, subject, () => new FeltTotals())
  }

  #spanTimes(tier: Tier): SparseHistogram {
    return known(this.spanTimes, tier, () => new SparseHistogram())
  }
}

const known = <K, T>(map: Map<K, T>, key: K, make: () => T): T => {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
