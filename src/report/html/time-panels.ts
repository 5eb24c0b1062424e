import { shareText } from '../../base/quantity-text.js'
import { axisDurationText, shortCountText } from '../format.js'
import { type Axis, linearAxis, logAxis, type Range } from './axis.js'
import type { TimeBucket } from './time-buckets.js'

/** One of the time chart's drawings, which stand one above the other. */
export interface Panel {
  readonly title: string
  readonly height: number
  readonly axisOver: (range: Range) => Axis
  readonly tickText: (value: number) => string
  readonly series: readonly Series[]
}

export interface Series {
  readonly kind: 'area' | 'line' | 'bars'
  /** Class that gives the colour. */
  readonly ink: string
  /** Written at the line's end. */
  readonly label?: string
  readonly value: (bucket: TimeBucket) => number | undefined
}

/** Users, requests, failures where there are any, response time, and what is known of the generator's own health. */
export const timePanels = (buckets: readonly TimeBucket[]): Panel[] => {
  const failures = countPanel(
    'Failed requests per second',
    'bars',
    'c-failed',
    ({ failedPerSec }) => failedPerSec,
    buckets,
  )
  return [
    countPanel('Users logged in', 'area', 'c-users', ({ users }) => users, buckets),
    countPanel('Requests per second', 'area', 'c-requests', ({ requestsPerSec }) => requestsPerSec, buckets),
    ...(buckets.some(({ failedPerSec }) => failedPerSec > 0) ? [failures] : []),
    latencyPanel(buckets),
    ...(buckets.some(isSecured) ? [handshakePanel(buckets)] : []),
    ...(buckets.some(({ lagP99Us }) => lagP99Us !== undefined) ? [lagPanel(buckets)] : []),
    ...(buckets.some(({ cpuShare }) => cpuShare !== undefined) ? [machinePanel(buckets)] : []),
  ]
}

const countPanel = (
  title: string,
  kind: Series['kind'],
  ink: string,
  value: (bucket: TimeBucket) => number,
  buckets: readonly TimeBucket[],
): Panel => ({
  title,
  height: 100,
  axisOver: (range) =>
    linearAxis(
      buckets.reduce((most, bucket) => Math.max(most, value(bucket)), 1),
      range,
      3,
    ),
  tickText: shortCountText,
  series: [{ kind, ink, value }],
})

const latencyPanel = (buckets: readonly TimeBucket[]): Panel => ({
  title: 'Response time, logarithmic',
  height: 185,
  axisOver: (range) =>
    logAxis(
      buckets.flatMap(({ p50Us, p99Us }) => [p50Us, p99Us].filter((us) => us !== undefined)),
      range,
    ),
  tickText: axisDurationText,
  series: [
    { kind: 'line', ink: 'c-p50', label: 'p50', value: ({ p50Us }) => p50Us },
    { kind: 'line', ink: 'c-p99 dash1', label: 'p99', value: ({ p99Us }) => p99Us },
  ],
})

const isSecured = ({ fullPerSec = 0, resumedPerSec = 0 }: TimeBucket): boolean => fullPerSec + resumedPerSec > 0

// Where nothing was counted there was nothing, once anything is counted at all.
const handshakePanel = (buckets: readonly TimeBucket[]): Panel => ({
  ...countPanel(
    'TLS handshakes per second',
    'line',
    'c-full',
    ({ fullPerSec = 0, resumedPerSec = 0 }) => Math.max(fullPerSec, resumedPerSec),
    buckets,
  ),
  series: [
    { kind: 'line', ink: 'c-full', label: 'full', value: ({ fullPerSec = 0 }) => fullPerSec },
    { kind: 'line', ink: 'c-resumed dash1', label: 'resumed', value: ({ resumedPerSec = 0 }) => resumedPerSec },
  ],
})

const lagPanel = (buckets: readonly TimeBucket[]): Panel => ({
  title: "The generator's lag, p99, logarithmic",
  height: 60,
  axisOver: (range) =>
    logAxis(
      buckets.map(({ lagP99Us }) => lagP99Us).filter((us) => us !== undefined),
      range,
    ),
  tickText: axisDurationText,
  series: [{ kind: 'line', ink: 'c-lag', value: ({ lagP99Us }) => lagP99Us }],
})

const machinePanel = (buckets: readonly TimeBucket[]): Panel => ({
  title: "The generator's machine",
  height: 60,
  axisOver: (range) => linearAxis(1, range, 2),
  tickText: shareText,
  series: [
    { kind: 'line', ink: 'c-cpu', label: 'CPU', value: ({ cpuShare }) => cpuShare },
    ...(buckets.some(({ stealShare = 0 }) => stealShare > 0)
      ? [
          {
            kind: 'line',
            ink: 'c-steal dash1',
            label: 'stolen',
            value: ({ stealShare }: TimeBucket) => stealShare,
          } as const,
        ]
      : []),
  ],
})
