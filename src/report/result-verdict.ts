import type { RunFold } from '../metrics/run-fold.js'
import type { StoredRun } from '../metrics/run-reader.js'
import { crossChecksOf } from '../verdict/cross-checks/all-cross-checks.js'
import type { CrossCheck } from '../verdict/cross-checks/cross-check.js'
import type { Objective } from '../verdict/objective.js'
import type { SloResult } from '../verdict/slo-result.js'
import { verdictOf } from '../verdict/verdict.js'
import { warningsOf } from '../verdict/warnings.js'
import { crossCheckFigures } from './cross-check-figures.js'
import type { Result } from './result.js'
import { lateSeconds } from './result-health.js'

/** What a run is judged on. */
export interface Judged {
  readonly run: StoredRun
  readonly fold: RunFold
  readonly counted: Pick<
    Result,
    | 'users'
    | 'requests'
    | 'steps'
    | 'scenarios'
    | 'tiers'
    | 'reconciliation'
    | 'tierEvidence'
    | 'nodes'
    | 'operations'
    | 'events'
    | 'riemann'
    | 'clocks'
    | 'errors'
    | 'connections'
    | 'generator'
    | 'parts'
    | 'timeline'
  >
  readonly objectives: readonly Objective[]
  /** One for each objective, in their order. */
  readonly slos: readonly SloResult[]
  readonly damagedLines: number
  readonly strict: boolean
}

/** The verdict, the cross-checks and the warnings of a run. */
export const judge = (judged: Judged): Pick<Result, 'verdict' | 'warnings' | 'crossChecks'> => {
  const crossChecks = crossChecksOf(crossCheckFigures(judged.run, judged.fold))
  const { status, reasons, slos } = verdictOfRun(judged, crossChecks)
  const rows = slos.map((slo, index) => {
    const { over, op, bound } = judged.objectives[index] ?? NO_OBJECTIVE
    return { ...slo, over, op, bound }
  })
  return { verdict: { status, reasons, slos: rows }, warnings: warningsOfRun(judged), crossChecks }
}

const NO_OBJECTIVE = { over: '', op: '<', bound: 0 } as const

const verdictOfRun = (judged: Judged, crossChecks: readonly CrossCheck[]) => {
  const { run, fold, counted, slos, strict } = judged
  const { requests, generator, timeline } = counted
  const { end } = run
  const late = lateSeconds(timeline, generator.lagLimitUs)
  return verdictOf({
    stop: end?.stop ?? { kind: 'cut', atUs: fold.endUs },
    slos,
    strict,
    shardDeaths: generator.shardDeaths,
    silences: generator.silences,
    lag: { ...lagOf(generator), late: fold.health.seconds.at(late) },
    requests,
    crossChecks,
    nodes: counted.nodes,
    rejections: rejectionsIn(run),
    ...(end && { arrivals: end.arrivals }),
  })
}

const warningsOfRun = ({ run, fold, counted, slos, damagedLines }: Judged) => {
  const stays = run.meta.profile.behaviour.session.kind !== 'one-pass'
  const isWhole = run.end?.stop.kind === 'finished'
  const { users, requests, steps, tiers, reconciliation, generator } = counted
  // Where shards died or stood still, it is told that their users are missing.
  const isTold = generator.shardDeaths.length + generator.silences.length > 0
  const isKnown = users.meanHold !== null && stays && isWhole && !isTold
  return warningsOf({
    weakSlos: slos.filter(({ weak, status }) => weak && status !== 'inconclusive'),
    lag: lagOf(generator),
    busySeconds: fold.health.spent.busySeconds,
    headroom: run.meta.headroom,
    dropped: requests.dropped,
    inFlight: requests.inFlight,
    clamped: fold.totals.clamped,
    damagedLines,
    usersShare: isKnown ? users.meanHold / users.planned : undefined,
    missingSteps: stays ? [] : missingSteps(run, steps),
    tiers,
    reconciliation,
    nodes: counted.nodes,
    operations: counted.operations,
    rejections: rejectionsIn(run),
    riemann: counted.riemann,
    ...(run.end?.nginxLog && { nginxLog: run.end.nginxLog }),
  })
}

const rejectionsIn = ({ meta }: StoredRun) => meta.profile.tierSources?.rejections ?? 'fail'

const missingSteps = ({ meta }: StoredRun, rows: Result['steps']): string[] => {
  const walked = new Set(rows.map(({ name }) => name))
  return meta.steps.map(({ name }) => name).filter((name) => !walked.has(name))
}

const lagOf = ({ lag, lagLimitUs }: Result['generator']) => ({ p99Us: lag?.p99, limitUs: lagLimitUs })
