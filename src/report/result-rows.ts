import { distributionOf } from '../metrics/distribution.js'
import type { RunMeta, StoredExamples } from '../metrics/run-record.js'
import { FAILURE_KINDS } from '../metrics/sample.js'
import type { StepTotals } from '../metrics/step-totals.js'
import type { Totals } from '../metrics/totals.js'
import type { RequestCounts } from '../verdict/evidence.js'
import type { ErrorRow, Result, ScenarioRow, StepRow } from './result.js'
import { spectrumOf } from './spectrum.js'
import { stepSplit, stepTiers } from './tier-rows.js'

/** One row a step that was due at least once, in the order of the step table. */
export const stepRows = (totals: Totals, { steps }: RunMeta): StepRow[] =>
  steps.flatMap(({ name, scenario, isCacheable }, index) => {
    const step = totals.steps.get(index)
    if (!step || step.due === 0) return []
    return {
      name,
      scenario,
      count: step.due,
      failed: step.failures,
      failedByKind: Object.fromEntries(step.failed),
      bytesIn: step.bytesIn,
      bytesOut: step.bytesOut,
      response: distributionOf(step.response),
      service: distributionOf(step.service),
      spectrum: spectrumOf(step.response),
      tiers: stepTiers(step),
      split: stepSplit(step, isCacheable === true),
    }
  })

/** One row a duration that people felt. */
export const scenarioRows = (totals: Totals, { subjects }: RunMeta): ScenarioRow[] =>
  subjects.flatMap((name, index) => {
    const felt = totals.felt.get(index)
    if (!felt) return []
    const failed = felt.failedResponse.count
    return {
      name,
      count: felt.response.count + failed,
      failed,
      response: distributionOf(felt.response),
      spectrum: spectrumOf(felt.response),
    }
  })

/** One row a kind of failure that happened, in the order of the closed set. */
export const errorRows = (totals: Totals, examples: StoredExamples): ErrorRow[] =>
  FAILURE_KINDS.flatMap((kind) => {
    const count = sum(totals, (step) => step.failed.get(kind) ?? 0)
    return count === 0 ? [] : { kind, count, examples: examples[kind] ?? [] }
  })

/** How far the tiers' mean times add up to the mean service time; null when no request had all of them known. */
export const reconciliationOf = ({ reconciled }: Totals): Result['reconciliation'] => {
  const { requests, serviceUs, tiersUs } = reconciled
  if (requests === 0) return null
  return {
    serviceMeanUs: Math.round(serviceUs / requests),
    tiersMeanUs: Math.round(tiersUs / requests),
    requests,
  }
}

/** Requests by what became of them; due and sent as the shards counted them, where they lived to tell. */
export const requestCounts = (
  totals: Totals,
  ledger: { readonly due: number; readonly sent: number } | null,
): RequestCounts => {
  const due = sum(totals, (step) => step.due)
  const dropped = sum(totals, (step) => step.dropped)
  const timedOut = sum(totals, (step) => step.timedOut)
  return {
    due: ledger?.due ?? due,
    sent: ledger?.sent ?? due - dropped,
    ok: sum(totals, (step) => step.ok),
    failed: sum(totals, (step) => step.failures) - timedOut,
    timedOut,
    dropped,
    inFlight: sum(totals, (step) => step.inFlight),
  }
}

const sum = ({ steps }: Totals, of: (step: StepTotals) => number): number => {
  let total = 0
  for (const step of steps.values()) total += of(step)
  return total
}
