import type { RunFold } from '../metrics/run-fold.js'
import type { StoredRun } from '../metrics/run-reader.js'
import type { StepTotals } from '../metrics/step-totals.js'
import type { Tier } from '../metrics/tier.js'
import type { CrossCheckFigures } from '../verdict/cross-checks/all-cross-checks.js'
import type { TierTouches } from '../verdict/cross-checks/tier-requests.js'

/** What a stored run gives the cross-checks to compare, or why it gives them nothing. */
export const crossCheckFigures = (run: StoredRun, fold: RunFold): CrossCheckFigures => ({
  nginx: nginxRequests(run, fold),
  nginxInHand: nginxInHand(run, fold),
  userTime: userTime(run, fold),
  tierRequests: tierRequests(run, fold),
  tracedLatency: tracedLatency(fold),
})

const CUT = 'the run was cut before its end was recorded'
const SHARD_DIED = 'a shard died, and what it did is not known in full'
const SHARD_SILENT = 'a shard stood still, and how many users it had then was not counted'

// What needs the shards' own word needs all of them.
const missingWord = ({ end }: StoredRun): string | undefined => {
  if (!end) return CUT
  return end.shardDeaths.length > 0 || end.ledger === null ? SHARD_DIED : undefined
}

const nginxRequests = (run: StoredRun, { totals }: RunFold): CrossCheckFigures['nginx'] => {
  const { meta, end } = run
  const steps = [...totals.steps.values()]
  const unanswered = sumOf(steps, (step) => step.unanswered)
  const isAlone = meta.target.kind === 'rehearsal' || (meta.profile.tierSources?.nginxStatus ?? []).length > 0
  if (!isAlone) return { isAlone: false, lines: tracedLines(run, unanswered) }
  const missing = missingWord(run)
  if (missing !== undefined) return { isAlone: true, requests: missing }
  if (!end?.front) return { isAlone: true, requests: "nginx's count of requests could not be read" }
  const { requests: counted, failedReadings } = end.front
  const unwritten = sumOf(steps, (step) => step.unwritten)
  const written = (end.ledger?.sent ?? 0) - unwritten
  return {
    isAlone: true,
    requests: { written, unanswered, resent: end.ledger?.resent ?? 0, counted, failedReadings },
  }
}

const tracedLines = ({ end }: StoredRun, unanswered: number) => {
  if (!end) return CUT
  if (end.shardDeaths.length > 0) return SHARD_DIED
  if (!end.joiner) return 'no count of nginx is known to be of this run alone, and no access log is read'
  const { traced, joined, unmatchedLines } = end.joiner
  return { samples: traced, lines: joined + unmatchedLines, unanswered }
}

const nginxInHand = (run: StoredRun, { nginx }: RunFold): CrossCheckFigures['nginxInHand'] => {
  const hold = run.meta.stages.find(({ name }) => name === 'hold')
  const missing = missingWord(run)
  if (missing !== undefined || !hold) return missing ?? 'there was no hold'
  const { looks, seconds, unanswered } = nginx.over(hold.fromUs, Math.min(hold.toUs, run.end?.endUs ?? hold.toUs))
  if (looks.length === 0) return 'nobody looked at how many requests nginx had in hand'
  const told = seconds.map(({ written, waitedUs, requests, totalMs, totalSquareMs }) => ({
    ...{ requests: written, waiting: waitedUs / 1_000_000 },
    ...{ timed: requests, totalMs, totalSquareMs },
  }))
  return { looks, seconds: told, unanswered }
}

const userTime = (run: StoredRun, { users }: RunFold): CrossCheckFigures['userTime'] => {
  const missing = missingWord(run)
  if (missing !== undefined) return missing
  const sessionUs = run.end?.ledger?.sessionUs
  if (sessionUs === undefined) return "sessions' own times were not recorded"
  if ((run.end?.silences ?? []).length > 0) return SHARD_SILENT
  const { userSeconds, variation } = users.integral
  return { gaugeSeconds: userSeconds, gaugeVariation: variation, sessionSeconds: sessionUs / 1_000_000 }
}

const tierRequests = ({ meta }: StoredRun, { totals }: RunFold): CrossCheckFigures['tierRequests'] => {
  if (meta.profile.tierSources?.serverTiming === false) return 'Server-Timing was not read'
  const steps = [...totals.steps].map(([id, step]) => touchesOf(meta.steps[id], step))
  if (steps.every(({ timed }) => timed === 0)) return 'no answer had a Server-Timing'
  return { steps, isInstrumented: meta.target.kind === 'rehearsal' }
}

const touchesOf = (
  named: StoredRun['meta']['steps'][number] | undefined,
  { ok, answered, timed, tiers }: StepTotals,
): TierTouches => {
  const touched = (tier: Tier): number => tiers.get(tier)?.count ?? 0
  return {
    step: named?.name ?? '',
    isCacheable: named?.isCacheable === true,
    ...{ ok, answered, timed },
    jetty: touched('jetty'),
    cassandra: touched('cassandra'),
    elasticsearch: touched('elasticsearch'),
  }
}

const tracedLatency = ({ traces }: RunFold): CrossCheckFigures['tracedLatency'] => {
  traces.close()
  const { traced, all } = traces
  return traced.count === 0 ? 'no response times of traced requests were recorded' : { traced, all }
}

const sumOf = (steps: readonly StepTotals[], of: (step: StepTotals) => number): number =>
  steps.reduce((sum, step) => sum + of(step), 0)
