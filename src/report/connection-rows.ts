import { type Distribution, distributionOf } from '../metrics/distribution.js'
import type { OpenedConnections, OpenedSeries } from '../metrics/opened-connections.js'
import type { TimelinePoint } from '../metrics/timeline.js'

/** Connections that came up over the run: how long that took, and how many in the busiest second. */
export interface ConnectionReport {
  /** TCP connect. */
  readonly connect: OpenedReport | null
  /** TLS handshakes by kind; null without any. */
  readonly fullHandshake: OpenedReport | null
  readonly resumedHandshake: OpenedReport | null
}

export interface OpenedReport {
  readonly times: Distribution
  readonly peakPerSec: number
}

/** What is to be said of connections, from all of them and by the second. */
export const connectionReport = (opened: OpenedConnections, timeline: readonly TimelinePoint[]): ConnectionReport => {
  const reportOf = (series: OpenedSeries): OpenedReport | null => {
    const times = distributionOf(opened[series])
    return (
      times && {
        times,
        peakPerSec: timeline.reduce((most, { opened: some }) => Math.max(most, some?.[series] ?? 0), 0),
      }
    )
  }
  return { connect: reportOf('connect'), fullHandshake: reportOf('full'), resumedHandshake: reportOf('resumed') }
}

/** Each with its name, those that there were. */
export const connectionRows = ({
  connect,
  fullHandshake,
  resumedHandshake,
}: ConnectionReport): readonly (OpenedReport & { readonly name: string; readonly series: string })[] => [
  ...(connect ? [{ name: 'TCP connect', series: 'connect', ...connect }] : []),
  ...(fullHandshake ? [{ name: 'full TLS handshake', series: 'full_handshake', ...fullHandshake }] : []),
  ...(resumedHandshake ? [{ name: 'resumed TLS handshake', series: 'resumed_handshake', ...resumedHandshake }] : []),
]
