import { countText, durationText, roundDurationText, shareText, spanText } from '../base/quantity-text.js'
import type { HealthFigures } from '../metrics/health-seconds.js'
import type { RunStop, ShardDeath } from '../metrics/run-record.js'
import { parseSlo } from '../profile/slo.js'
import type { CrossCheck } from './cross-checks/cross-check.js'
import { failedCheckText } from './cross-checks/failed-check-text.js'
import { LAG_LIMIT_RULE } from './lag-limit.js'
import { lateCauseText } from './late-cause.js'
import { allFailedText, readingText } from './reading-text.js'
import type { SloResult, VerdictStatus } from './slo-result.js'

/** What a verdict rests on. */
export interface Evidence {
  /** `cut`: no end was recorded. */
  readonly stop: RunStop | { readonly kind: 'cut'; readonly atUs: number }
  readonly slos: readonly SloResult[]
  /** A weak pass is no pass. */
  readonly strict: boolean
  readonly shardDeaths: readonly ShardDeath[]
  /** `late`: the seconds in which the limit was passed. */
  readonly lag: {
    readonly p99Us: number | undefined
    readonly limitUs: number
    readonly late: readonly HealthFigures[]
  }
  readonly requests: RequestCounts
  readonly crossChecks: readonly CrossCheck[]
  /** Absent when no end was recorded. */
  readonly arrivals?: { readonly planned: number; readonly started: number }
}

/** Requests by what became of them; `failed` is without those that timed out. */
export interface RequestCounts {
  readonly due: number
  readonly sent: number
  readonly ok: number
  readonly failed: number
  readonly timedOut: number
  readonly dropped: number
  readonly inFlight: number
}

/** How a run came out, and why. */
export interface Verdict {
  readonly status: VerdictStatus
  /** Those of the status first; empty for a pass. */
  readonly reasons: readonly string[]
  readonly slos: readonly SloResult[]
}

/** Least share of the planned arrivals and of the due requests that the generator must have started itself. */
const ACHIEVED_SHARE = 0.99

/** Weighs the evidence: interrupted before invalid before fail before inconclusive before pass. */
export const verdictOf = (evidence: Evidence): Verdict => {
  const slos = evidence.strict ? evidence.slos.map(strictly) : evidence.slos
  const found: readonly (readonly [VerdictStatus, readonly string[]])[] = [
    ['interrupted', interruptions(evidence)],
    ['invalid', [...accountingFlaws(evidence.requests), ...generatorFlaws(evidence), ...failedChecks(evidence)]],
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

const accountingFlaws = ({ due, sent, ok, failed, timedOut, dropped, inFlight }: RequestCounts): string[] => {
  const flaws: string[] = []
  if (due !== sent + dropped) {
    const parts = `${countText(sent)} sent + ${countText(dropped)} dropped = ${countText(sent + dropped)}`
    flaws.push(`accounting broken: ${countText(due)} requests due, but ${parts}`)
  }
  const ended = ok + failed + timedOut + inFlight
  if (sent !== ended) {
    const answered = `${countText(ok)} ok + ${countText(failed)} failed + ${countText(timedOut)} timed out`
    const parts = `${answered} + ${countText(inFlight)} in flight = ${countText(ended)}`
    flaws.push(`accounting broken: ${countText(sent)} requests sent, but ${parts}`)
  }
  return flaws
}

// The system refused a socket; which of its limits it was differs from one to the next.
const FEW_SOCKETS_REMEDY =
  'this machine ran out of open files, local ports or memory for sockets: raise the limit (docs/limits.md), or use more shards or source addresses'

const generatorFlaws = ({ stop, lag, shardDeaths, arrivals, requests }: Evidence): string[] => {
  const flaws = shardDeaths.map(
    ({ shard, atUs, cause }) => `shard ${shard} died ${spanText(atUs)} after the start (${cause})`,
  )
  if (stop.kind === 'broken' && flaws.length === 0) flaws.push(`the run broke off: ${stop.reason}`)
  if (lag.p99Us !== undefined && lag.p99Us > lag.limitUs) {
    const limit = `${roundDurationText(lag.limitUs)} (${LAG_LIMIT_RULE})`
    const measured = `schedule lag p99 is ${durationText(lag.p99Us)}, over the limit of ${limit}`
    flaws.push(`the generator was late: ${measured}: ${lateCauseText(lag.late, lag.limitUs)}`)
  }
  if (arrivals && arrivals.started < arrivals.planned * ACHIEVED_SHARE) {
    const share = shareText(arrivals.started / arrivals.planned)
    const started = `${countText(arrivals.started)} of ${countText(arrivals.planned)} planned arrivals`
    flaws.push(`the generator started ${started} (${share}); use more shards or a larger machine`)
  }
  if (requests.dropped > requests.due * (1 - ACHIEVED_SHARE)) {
    const unsent = `${countText(requests.dropped)} of ${countText(requests.due)} due requests`
    flaws.push(`the generator could not send ${unsent}; ${FEW_SOCKETS_REMEDY}`)
  }
  return flaws
}

const failedChecks = ({ crossChecks }: Evidence): string[] =>
  crossChecks.flatMap((check) => (check.applies && !check.ok ? failedCheckText(check) : []))

const failures = ({ stop }: Evidence, slos: readonly SloResult[]): string[] => {
  const missed = slos.filter(({ status }) => status === 'fail').map((slo) => `${slo.expression}: ${measured(slo)}`)
  return stop.kind === 'aborted' ? [`the run was aborted: ${stop.reason}`, ...missed] : missed
}

const openQuestions = (slos: readonly SloResult[]): string[] => {
  if (slos.length === 0) return ['there is no SLO, so nothing was judged']
  return slos
    .filter(({ status }) => status === 'inconclusive')
    .map((slo) => `${slo.expression}: ${measured(slo)}${doubt(slo)}`)
}

const doubt = ({ value, samples }: SloResult): string => {
  if (value === null) return ''
  return samples > 0
    ? `, but on too few samples (${countText(samples)})`
    : ', but a part of its window has no sample to judge'
}

const measured = ({ expression, value, unit, failed }: SloResult): string => {
  if (value !== null) return `measured ${readingText(value, unit, boundIn(expression))}`
  return failed === 0 ? 'there is not a single sample' : `${allFailedText(failed)}, so there is no latency to judge`
}

const boundIn = (expression: string): number | undefined => {
  const slo = parseSlo(expression)
  return 'remedy' in slo ? undefined : slo.bound
}
