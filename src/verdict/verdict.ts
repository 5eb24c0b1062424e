import { countText, spanText } from '../base/quantity-text.js'
import { parseSlo } from '../profile/slo.js'
import type { Evidence } from './evidence.js'
import { flawsOf } from './flaws.js'
import { missedByLateness } from './late-slos.js'
import { rejectionsOf } from './node-troubles.js'
import { allFailedText, intervalText, readingText } from './reading-text.js'
import type { SloResult, VerdictStatus } from './slo-result.js'

/** How a run came out, and why. */
export interface Verdict {
  readonly status: VerdictStatus
  /** Those of the status first; empty for a pass. */
  readonly reasons: readonly string[]
  readonly slos: readonly SloResult[]
}

/** Weighs the evidence: interrupted before invalid before fail before inconclusive before pass. */
export const verdictOf = (evidence: Evidence): Verdict => {
  const slos = evidence.strict ? evidence.slos.map(strictly) : evidence.slos
  const found: readonly (readonly [VerdictStatus, readonly string[]])[] = [
    ['interrupted', interruptions(evidence)],
    ['invalid', flawsOf(evidence)],
    ['fail', failures(evidence, slos)],
    ['inconclusive', openQuestions(slos)],
  ]
  const status = found.find(([, reasons]) => reasons.length > 0)?.[0] ?? 'pass'
  return { status, reasons: found.flatMap(([, reasons]) => reasons), slos }
}

const strictly = (slo: SloResult): SloResult =>
  slo.status === 'pass' && slo.weak ? { ...slo, status: 'inconclusive' } : slo

const interruptions = ({ stop }: Evidence): string[] => {
  if (stop.kind === 'interrupted') return ['the run was interrupted by a signal']
  if (stop.kind === 'cut') return [`the run was cut ${spanText(stop.atUs)} after its start and recorded no end`]
  return []
}

const failures = ({ stop, lag, nodes, rejections }: Evidence, slos: readonly SloResult[]): string[] => {
  const ours = missedByLateness(slos, lag.limitUs)
  const missed = slos
    .filter((slo) => slo.status === 'fail' && !ours.includes(slo))
    .map((slo) => `${slo.expression}: ${measured(slo)}`)
  const broken = [...missed, ...(rejections === 'fail' ? rejectionsOf(nodes) : [])]
  return stop.kind === 'aborted' ? [`the run was aborted: ${stop.reason}`, ...broken] : broken
}

const openQuestions = (slos: readonly SloResult[]): string[] => {
  if (slos.length === 0) return ['there is no SLO, so nothing was judged']
  return slos
    .filter(({ status }) => status === 'inconclusive')
    .map((slo) => `${slo.expression}: ${measured(slo)}${doubt(slo)}`)
}

const doubt = ({ expression, value, samples, weak, interval, unit, moreUs }: SloResult): string => {
  if (value === null) return ''
  if (samples === 0) return ', but a part of its window has no sample to judge'
  const longer = moreUs === undefined ? '' : `; run about ${spanText(moreUs)} longer`
  if (weak || !interval) return `, but on too few samples (${countText(samples)})${longer}`
  const between = `with 95 % confidence it lies ${intervalText(interval, unit, boundIn(expression))}, on both sides of the bound`
  return `, but ${between}${longer === '' ? '; more time is unlikely to decide it' : `${longer} to decide it`}`
}

const measured = ({ expression, value, unit, failed }: SloResult): string => {
  if (value !== null) return `measured ${readingText(value, unit, boundIn(expression))}`
  return failed === 0 ? 'there is not a single sample' : `${allFailedText(failed)}, so there is no latency to judge`
}

const boundIn = (expression: string): number | undefined => {
  const slo = parseSlo(expression)
  return 'remedy' in slo ? undefined : slo.bound
}
