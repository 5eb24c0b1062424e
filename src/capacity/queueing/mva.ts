import type { Station } from './operational-laws.js'

/** A closed system with so many users. */
export interface ClosedPoint {
  readonly users: number
  readonly throughputPerSec: number
  readonly responseSec: number
  /** Of each station, in their order: time that a request spends there in all its visits. */
  readonly residenceSec: readonly number[]
}

/**
 * Exact mean value analysis of one class (Reiser & Lavenberg, JACM 27, 1980), one user more each time, without end. A station of m servers is
 * one of a single server m times as fast and a delay for the rest of its service (Seidmann et al., 1987).
 */
export function* meanValues(stations: readonly Station[], thinkSec: number): Generator<ClosedPoint, never> {
  const queueing = stations.map(({ demandSec, servers }) => demandSec / servers)
  const delays = stations.map(({ demandSec, servers }) => (demandSec * (servers - 1)) / servers)
  const queues = queueing.map(() => 0)
  for (let users = 1; ; users++) {
    const waited = queueing.map((demandSec, i) => demandSec * (1 + (queues[i] ?? 0)))
    const residenceSec = waited.map((sec, i) => sec + (delays[i] ?? 0))
    const responseSec = residenceSec.reduce((sum, sec) => sum + sec, 0)
    const throughputPerSec = users / (thinkSec + responseSec)
    waited.forEach((sec, i) => {
      queues[i] = throughputPerSec * sec
    })
    yield { users, throughputPerSec, responseSec, residenceSec }
  }
}
