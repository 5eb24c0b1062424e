import { durationText, roundDurationText } from '../base/quantity-text.js'
import { parseSlo } from '../profile/slo.js'
import type { SloResult } from './slo-result.js'

/**
 * Latencies that were missed by no more than the generator itself was late there, by the same statistic and over the lag's limit: whose
 * fault it was cannot be told. The limit on the whole run's p99 does not see what is rarer than that, or shorter than the run.
 */
export const missedByLateness = (slos: readonly SloResult[], limitUs: number): readonly SloResult[] =>
  slos.filter(({ expression, status, value, lagUs = 0 }) => {
    const slo = parseSlo(expression)
    if (status !== 'fail' || value === null || lagUs <= limitUs || 'remedy' in slo) return false
    return (slo.op === '<' || slo.op === '<=') && value - lagUs <= slo.bound
  })

/** Why such a latency was not judged. */
export const latenessText = ({ expression, value, lagUs = 0 }: SloResult, limitUs: number): string =>
  `${expression}: measured ${durationText(value ?? 0)}, but there the generator was late itself, by ${durationText(lagUs)} (limit ${roundDurationText(limitUs)}), so that the platform cannot be blamed; run again, with more shards or on a quieter machine`
