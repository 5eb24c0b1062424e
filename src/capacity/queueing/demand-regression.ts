import { type Estimate, tFactor } from '../../metrics/confidence/estimate.js'

/** How busy a tier's servers were, all together (2.5: two and a half of them), at a throughput. */
export interface BusyPoint {
  readonly throughputPerSec: number
  readonly busyServers: number
}

/** Service that a request needs in a tier, by regression of busy servers on throughput. */
export interface ServiceDemand {
  /** Seconds of one server for each request. */
  readonly demandSec: Estimate
  /** Servers that are busy without any request: what runs besides. */
  readonly idleServers: number
  /** Share of the variance that the line explains; 1 with a line through its points. */
  readonly rSquared: number
}

/**
 * Slope of the utilisation law, Um = XD + background, by least squares with a t interval of n-2 degrees of freedom (Draper & Smith,
 * Applied Regression Analysis, 1998, 1.4). With one throughput only the line goes through nothing, of unknown width. Undefined without points.
 */
export const regressDemand = (points: readonly BusyPoint[]): ServiceDemand | undefined => {
  const count = points.length
  if (count === 0) return undefined
  const meanX = meanOf(points, ({ throughputPerSec }) => throughputPerSec)
  const meanY = meanOf(points, ({ busyServers }) => busyServers)
  const spread = sumOf(points, ({ throughputPerSec }) => (throughputPerSec - meanX) ** 2)
  if (spread <= 1e-9 * meanX * meanX) return ofOne(meanY / meanX)
  const slope =
    sumOf(points, ({ throughputPerSec, busyServers }) => (throughputPerSec - meanX) * (busyServers - meanY)) / spread
  const idle = meanY - slope * meanX
  const residual = sumOf(points, (point) => (point.busyServers - idle - slope * point.throughputPerSec) ** 2)
  const total = sumOf(points, ({ busyServers }) => (busyServers - meanY) ** 2)
  const half = count < 3 ? Number.POSITIVE_INFINITY : tFactor(count - 2) * Math.sqrt(residual / (count - 2) / spread)
  return {
    demandSec: { value: slope, low: Math.max(0, slope - half), high: slope + half },
    idleServers: idle,
    rSquared: total === 0 ? 1 : 1 - residual / total,
  }
}

const ofOne = (value: number): ServiceDemand => ({
  demandSec: { value, low: 0, high: Number.POSITIVE_INFINITY },
  idleServers: 0,
  rSquared: 1,
})

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0)
const meanOf = <T>(items: readonly T[], of: (item: T) => number): number => sumOf(items, of) / items.length
