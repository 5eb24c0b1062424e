import type { Result, TimelinePoint } from './result.js'

/** The few figures that stand at the top of every report; undefined where there is nothing to tell. */
export interface KeyFigures {
  /** Mean requests a second over the hold, or over the whole run when it has none. */
  readonly requestsPerSec: number | undefined
  /** Most requests in one second. */
  readonly peakPerSec: number | undefined
  /** Failed and timed out over all that came to an end. */
  readonly errorShare: number | undefined
  readonly bytesIn: number
  readonly bytesOut: number
}

export const keyFigures = (result: Result): KeyFigures => {
  const { ok, failed, timedOut } = result.requests
  const ended = ok + failed + timedOut
  const loaded = loadedPoints(result)
  const rates = result.timeline.map(({ requests }) => requests)
  return {
    requestsPerSec: mean(loaded.map(({ requests }) => requests)),
    peakPerSec: rates.length === 0 ? undefined : rates.reduce((most, rate) => Math.max(most, rate), 0),
    errorShare: ended === 0 ? undefined : (failed + timedOut) / ended,
    bytesIn: result.steps.reduce((sum, step) => sum + step.bytesIn, 0),
    bytesOut: result.steps.reduce((sum, step) => sum + step.bytesOut, 0),
  }
}

const loadedPoints = ({ stages, timeline }: Result): readonly TimelinePoint[] => {
  const hold = stages.find(({ name }) => name === 'hold')
  const points = hold
    ? timeline.filter(({ second }) => second * 1_000_000 >= hold.fromUs && second * 1_000_000 < hold.toUs)
    : []
  return points.length > 0 ? points : timeline
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
