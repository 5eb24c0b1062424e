import type { Result, TimelinePoint } from './result.js'

/** The few figures that stand at the top of every report; undefined where there is nothing to tell. */
export interface KeyFigures {
  /** Mean requests a second over the hold, or over the whole run when nothing is known of a hold. */
  readonly requestsPerSec: number | undefined
  readonly rateOver: 'hold' | 'whole run'
  /** Most requests in one second. */
  readonly peakPerSec: number | undefined
  /** Failed and timed out over all that came to an end. */
  readonly errorShare: number | undefined
  readonly bytesIn: number
  readonly bytesOut: number
}

/** Works the key figures out of a result. */
export const keyFigures = (result: Result): KeyFigures => {
  const { ok, failed, timedOut } = result.requests
  const ended = ok + failed + timedOut
  const hold = holdPoints(result)
  const loaded = hold.length > 0 ? hold : result.timeline
  const rates = result.timeline.map(({ requests }) => requests)
  return {
    requestsPerSec: mean(loaded.map(({ requests }) => requests)),
    rateOver: hold.length > 0 ? 'hold' : 'whole run',
    peakPerSec: rates.length === 0 ? undefined : rates.reduce((most, rate) => Math.max(most, rate), 0),
    errorShare: ended === 0 ? undefined : (failed + timedOut) / ended,
    bytesIn: result.steps.reduce((sum, step) => sum + step.bytesIn, 0),
    bytesOut: result.steps.reduce((sum, step) => sum + step.bytesOut, 0),
  }
}

const holdPoints = ({ stages, timeline }: Result): readonly TimelinePoint[] => {
  const hold = stages.find(({ name }) => name === 'hold')
  if (!hold) return []
  return timeline.filter(({ second }) => second * 1_000_000 >= hold.fromUs && second * 1_000_000 < hold.toUs)
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
