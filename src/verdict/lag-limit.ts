import { roundDurationText } from '../base/quantity-text.js'
import type { Objective } from './objective.js'

const SHARE = 0.1
const LEAST_US = 20_000
const WITHOUT_SLO_US = 100_000

/** How the limit comes about, for where it is printed. */
export const LAG_LIMIT_RULE = `a tenth of the tightest latency SLO, at least ${roundDurationText(LEAST_US)}; ${roundDurationText(WITHOUT_SLO_US)} without such an SLO`

/**
 * Longest schedule lag p99 with which latencies can be judged: a tenth of the tightest latency SLO on requests or on
 * what people feel, at least 20 ms. Where no such SLO is given nothing is judged by latency, and 100 ms is the limit.
 */
export const lagLimitUs = (objectives: readonly Objective[]): number => {
  const bounds = objectives.filter(isStepLatency).map(({ bound }) => bound)
  return bounds.length === 0 ? WITHOUT_SLO_US : Math.max(LEAST_US, Math.min(...bounds) * SHARE)
}

/** Whether the generator's own lateness is in what an SLO asks for: a most of a latency of requests or of what people feel. */
export const isStepLatency = ({ source, statistic, op }: Objective): boolean =>
  (source.kind === 'steps' || source.kind === 'felt') && statistic.kind !== 'errors' && op !== '>' && op !== '>='
