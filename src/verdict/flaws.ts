import { countText, durationText, roundDurationText, shareText } from '../base/quantity-text.js'
import { failedCheckText } from './cross-checks/failed-check-text.js'
import { FEW_SOCKETS_TEXT, LEAST_SENT_SHARE } from './drop-watch.js'
import type { Evidence } from './evidence.js'
import { LAG_LIMIT_RULE } from './lag-limit.js'
import { lateCauseText, mainCauseOf } from './late-cause.js'
import { latenessText, missedByLateness } from './late-slos.js'
import { missingTexts, NO_SHARD_LEFT, REMEDY_OF_THE_ENDED } from './missing-users.js'

/** Least share of the planned arrivals that the generator must have started itself. */
const LEAST_STARTED_SHARE = 0.99

/** What makes a run invalid: each with its figures, its cause and what to do about it, in one sentence. */
export const flawsOf = (evidence: Evidence): string[] => [
  ...accountingFlaws(evidence),
  ...missingUsers(evidence),
  ...lateness(evidence),
  ...missedByLateness(evidence.slos, evidence.lag.limitUs).map((slo) => latenessText(slo, evidence.lag.limitUs)),
  ...missingArrivals(evidence),
  ...unsentRequests(evidence),
  ...failedChecks(evidence),
]

const LOST_SAMPLES =
  'samples were lost on their way from a shard, so no figure is whole; run again, and report it if it stays'

const accountingFlaws = ({ requests }: Evidence): string[] => {
  const { due, sent, ok, failed, timedOut, dropped, inFlight } = requests
  const flaws: string[] = []
  if (due !== sent + dropped) {
    const parts = `${countText(sent)} sent + ${countText(dropped)} dropped = ${countText(sent + dropped)}`
    flaws.push(`accounting broken: ${countText(due)} requests due, but ${parts}: ${LOST_SAMPLES}`)
  }
  const ended = ok + failed + timedOut + inFlight
  if (sent !== ended) {
    const answered = `${countText(ok)} ok + ${countText(failed)} failed + ${countText(timedOut)} timed out`
    const parts = `${answered} + ${countText(inFlight)} in flight = ${countText(ended)}`
    flaws.push(`accounting broken: ${countText(sent)} requests sent, but ${parts}: ${LOST_SAMPLES}`)
  }
  return flaws
}

const missingUsers = ({ stop, shardDeaths, silences }: Evidence): string[] => {
  const isTold = stop.kind === 'broken' && stop.reason === NO_SHARD_LEFT && shardDeaths.length > 0
  return [
    ...missingTexts(shardDeaths, silences),
    ...(stop.kind === 'broken' && !isTold ? [`the run broke off: ${stop.reason}; ${REMEDY_OF_THE_ENDED}`] : []),
  ]
}

// Where a shard stood still, that is what the figures of its late seconds do not tell.
const lateness = ({ lag, silences }: Evidence): string[] => {
  if (lag.p99Us === undefined || lag.p99Us <= lag.limitUs) return []
  const limit = `${roundDurationText(lag.limitUs)} (${LAG_LIMIT_RULE})`
  const measured = `schedule lag p99 is ${durationText(lag.p99Us)}, over the limit of ${limit}`
  const isTold = silences.length > 0 && mainCauseOf(lag.late, lag.limitUs).cause === 'unknown'
  const cause = isTold ? 'a shard stood still; see to that first, then run again' : lateCauseText(lag.late, lag.limitUs)
  return [`the generator was late: ${measured}: ${cause}`]
}

// Those of a shard that died or stood still are missing for a reason that is told already.
const missingArrivals = ({ arrivals, shardDeaths, silences }: Evidence): string[] => {
  if (!arrivals || shardDeaths.length + silences.length > 0) return []
  if (arrivals.started >= arrivals.planned * LEAST_STARTED_SHARE) return []
  const share = shareText(arrivals.started / arrivals.planned)
  const started = `${countText(arrivals.started)} of ${countText(arrivals.planned)} planned arrivals`
  return [
    `the generator started ${started} (${share}): it was too slow for the plan; use more shards or a larger machine`,
  ]
}

const unsentRequests = ({ requests: { dropped, due } }: Evidence): string[] =>
  dropped > due * (1 - LEAST_SENT_SHARE)
    ? [`the generator could not send ${countText(dropped)} of ${countText(due)} due requests: ${FEW_SOCKETS_TEXT}`]
    : []

const failedChecks = ({ crossChecks }: Evidence): string[] =>
  crossChecks.flatMap((check) => (check.applies && !check.ok ? failedCheckText(check) : []))
