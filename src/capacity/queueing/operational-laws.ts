// Laws that hold for any system in balance (Denning & Buzen, The Operational Analysis of Queueing Network Models, 1978). Rates are a
// second's, times are seconds, unless a name says otherwise.

/** One place where requests wait and are served. */
export interface Station {
  /** Service that one request needs in all its visits together, seconds of one server. */
  readonly demandSec: number
  /** Requests served at once. */
  readonly servers: number
}

/** Share of a station's servers that are busy: U = XD/m. */
export const utilisation = (throughputPerSec: number, { demandSec, servers }: Station): number =>
  (throughputPerSec * demandSec) / servers

/** Operations of a tier from requests of the system: X_i = V_i X, the forced flow law. */
export const forcedFlow = (throughputPerSec: number, visits: number): number => throughputPerSec * visits

/** Requests inside, mean over time: N = XR, Little's law. */
export const inside = (throughputPerSec: number, responseSec: number): number => throughputPerSec * responseSec

/** Response time of a closed system: R = N/X - Z. */
export const interactiveResponse = (users: number, throughputPerSec: number, thinkSec: number): number =>
  users / throughputPerSec - thinkSec

/** Think time that users, throughput and response time mean: Z = N/X - R. */
export const thinkTime = interactiveResponse

/** Throughput of users who think and wait: X = N/(Z+R). */
export const interactiveThroughput = (users: number, thinkSec: number, responseSec: number): number =>
  users / (thinkSec + responseSec)

/** What no such system passes. */
export interface AsymptoticBounds {
  /** X ≤ min(m/D of the scarcest station, N/(ΣD + Z)). */
  readonly throughputPerSec: number
  /** R ≥ max(ΣD, N·D/m of the scarcest station - Z). */
  readonly responseSec: number
  /** Users at which the two bounds meet: (ΣD + Z)/(D/m). */
  readonly kneeUsers: number
}

/** Asymptotic bounds (Lazowska et al., Quantitative System Performance, 1984, table 5.1), each station with its servers. */
export const asymptoticBounds = (stations: readonly Station[], thinkSec: number, users: number): AsymptoticBounds => {
  const total = stations.reduce((sum, { demandSec }) => sum + demandSec, 0)
  const scarcest = stations.reduce((most, { demandSec, servers }) => Math.max(most, demandSec / servers), 0)
  return {
    throughputPerSec: Math.min(1 / scarcest, users / (total + thinkSec)),
    responseSec: Math.max(total, users * scarcest - thinkSec),
    kneeUsers: (total + thinkSec) / scarcest,
  }
}
